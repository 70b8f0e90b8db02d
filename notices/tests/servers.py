"""Servers of the world outside, really run on 127.0.0.1: one that takes HTTP, one that takes mail."""

import json
import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Outside:
    """What a server was handed and how it behaves; `gate` holds it up while it is closed."""

    def __init__(self, answer):
        self.answer, self.received = answer, []
        self.gate, self.reached = threading.Event(), threading.Event()
        self.gate.set()

    def take(self, what) -> None:
        """Note what has come, and wait at the gate before anything is answered."""
        self.received.append(what)
        self.reached.set()
        self.gate.wait(60)


@contextmanager
def gateway(*, answer: int = 200):
    """A gateway for text messages; gives (address, outside). The answer is a status, or "none" to hang up."""
    outside = Outside(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            outside.take(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if outside.answer == "none":
                return
            self.send_response(outside.answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler), outside) as port:
        yield f"http://127.0.0.1:{port}/send", outside


@contextmanager
def mail_server(*, answer: str = "take"):
    """A mail server; gives (port, outside). It takes, refuses the "reader" or the "text", or is "silent"."""
    outside = Outside(answer)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            if outside.answer == "silent":
                outside.take("")
                return
            self._say("220 test")
            for line in self.rfile:
                word = line.decode().strip().upper()
                if word == "DATA":
                    self._data()
                elif word == "QUIT":
                    return self._say("221 bye")
                elif word.startswith("AUTH"):
                    self._say("535 wrong password")
                else:
                    refused = outside.answer == "reader" and word.startswith("RCPT")
                    self._say("550 nobody" if refused else "250-test\r\n250 AUTH PLAIN" if "EHLO" in word else "250 ok")

        def _data(self):
            self._say("354 go on")
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line)
            outside.take(b"".join(lines))
            if outside.answer != "hang-up":
                self._say("554 no" if outside.answer == "text" else "250 taken")

        def _say(self, words):
            self.wfile.write(f"{words}\r\n".encode())

    with _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler), outside) as port:
        yield port, outside


@contextmanager
def _serving(server, outside: Outside):
    server.daemon_threads, server.block_on_close = True, False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        outside.gate.set()
        server.shutdown()
        server.server_close()
