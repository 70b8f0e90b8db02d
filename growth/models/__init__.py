from growth.models.pairs import RUNNING, Pair, PairActivity

__all__ = ["RUNNING", "Pair", "PairActivity"]
