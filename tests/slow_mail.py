"""A mail server of the tests, slow as a real one: it takes 20 ms to greet, and it refuses some people."""

import socketserver
import threading
import time

SLOW = 0.02
REFUSED = "refused"


class SlowMail:
    """Listens on `port` and keeps the texts of the `messages` it took."""

    def __init__(self):
        self.messages = []
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def port(self):
        return self._server.server_address[1]

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *error):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    def _handler(mail):  # noqa: N805 - the handler's own self stands inside
        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                time.sleep(SLOW)
                self.say("220 slow.example.org")
                for line in self.rfile:
                    word = line[:4].upper().strip()
                    if word == b"RCPT" and REFUSED.encode() in line:
                        self.say("550 nobody here")
                    elif word == b"DATA":
                        self.say("354 go on")
                        mail.messages.append(self.text())
                        self.say("250 taken")
                    elif word == b"QUIT":
                        return self.say("221 goodbye")
                    else:
                        self.say("250 fine")

            def text(self):
                lines = iter(self.rfile.readline, b".\r\n")
                return b"".join(lines).decode()

            def say(self, line):
                self.wfile.write(f"{line}\r\n".encode())

        return Handler


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
