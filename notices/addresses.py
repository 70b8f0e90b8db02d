"""Addresses of channels: from the plain fields of a form to what Apprise understands, and which hosts are allowed."""

import ipaddress
import socket
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings

CONNECT_SECONDS = 5
READ_SECONDS = 10
EVERYWHERE = "*"

BOT_HOSTS = {"wecom": "qyapi.weixin.qq.com", "dingtalk": "oapi.dingtalk.com", "feishu": "open.feishu.cn"}


class UnknownHost(LookupError):
    """No server has this name."""


def apprise_url(kind: str, fields: dict, *, to: str = "") -> str:
    """Give the address for one message to one person, or to the group; it holds the secrets of the channel."""
    waits = {"cto": CONNECT_SECONDS, "rto": READ_SECONDS, "redirect": "no"}
    if kind == "email":
        return _mail(fields, to, waits)
    if kind == "sms":
        return _gateway(fields, to, waits)
    parts = {
        "wecom": f"wecombot://{quote(fields['key'], safe='')}/",
        "dingtalk": f"dingtalk://{_before(fields.get('secret'))}{quote(fields['key'], safe='')}/",
        "feishu": f"feishu://{quote(fields['key'], safe='')}/",
    }
    return f"{parts[kind]}?{urlencode(waits)}"


def host_and_port(kind: str, fields: dict) -> tuple[str, int]:
    """Give which server a channel talks to."""
    if kind == "email":
        return fields["host"], fields["port"]
    if kind == "sms":
        parts = urlsplit(fields["url"])
        return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    return BOT_HOSTS[kind], 443


def may_reach(host: str) -> bool:
    """Tell whether channels may talk to a host: any on the internet, inner ones only when the operator names them.

    Otherwise whoever sets up a channel could ask the portal to knock at the doors of its own network.
    Raises UnknownHost.
    """
    if not host:
        raise UnknownHost(host)
    open_hosts = settings.CHANNEL_HOSTS
    if EVERYWHERE in open_hosts or host.lower() in open_hosts:
        return True
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnknownHost(host) from None
    return all(_is_on_the_internet(address[4][0].partition("%")[0]) for address in found)


def _is_on_the_internet(address: str) -> bool:
    found = ipaddress.ip_address(address)
    return (getattr(found, "ipv4_mapped", None) or found).is_global


def _mail(fields: dict, to: str, waits: dict) -> str:
    host, sender = fields["host"], fields["sender"]
    words = {"smtp": host, "from": sender, "to": to, "mode": fields["security"], "format": "text", **waits}
    scheme = "mailto" if fields["security"] == "insecure" else "mailtos"
    user = _before(fields.get("user"), fields.get("password"))
    return f"{scheme}://{user}{_bracketed(host)}:{fields['port']}/?{urlencode(words)}"


def _gateway(fields: dict, to: str, waits: dict) -> str:
    parts = urlsplit(fields["url"])
    scheme = "jsons" if parts.scheme == "https" else "json"
    user = _before(fields.get("user"), fields.get("password"))
    host = _bracketed(parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    return f"{scheme}://{user}{host}{parts.path or '/'}?{urlencode({**waits, ':phone': to})}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _before(*secrets: str | None) -> str:
    """Write what stands before the @ of an address."""
    known = [quote(secret, safe="") for secret in secrets if secret]
    return f"{':'.join(known)}@" if known else ""
