from growth.models.pairs import RUNNING, Pair, PairActivity
from growth.models.resources import Download, Resource, Share, Version

__all__ = ["RUNNING", "Download", "Pair", "PairActivity", "Resource", "Share", "Version"]
