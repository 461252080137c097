"""A small proxy of the tests: like the one in front of the portal it says who asks. It may change answers."""

import itertools
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

OF_ONE_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class _Server(ThreadingHTTPServer):
    """Lets as many wait at its door as come at once. With Python's 5, one of many is turned away."""

    daemon_threads = True
    request_queue_size = 128


class Proxy:
    """Passes each request on to the next of its servers, and adds the asker's address to X-Forwarded-For.

    `change(headers, body)` is given what the server answered, and returns what the browser gets instead.
    """

    def __init__(self, *ports, change=None):
        self._turns, self._lock, self._change = itertools.cycle(ports), threading.Lock(), change
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

    def _ask(self, method, path, headers, body):
        with self._lock:
            port = next(self._turns)
        server = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            server.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers:
                server.putheader(name, value)
            server.endheaders(body)
            answer = server.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            server.close()

    def _handler(proxy):  # noqa: N805 - the handler's own self stands inside
        class Handler(BaseHTTPRequestHandler):
            def pass_on(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                # Answers come unpacked, so that they can be changed.
                left_out = OF_ONE_HOP | {"x-forwarded-for", "accept-encoding"}
                headers = [pair for pair in self.headers.items() if pair[0].lower() not in left_out]
                came_by = [*self.headers.get_all("X-Forwarded-For", []), self.client_address[0]]
                headers += [("X-Forwarded-For", ", ".join(came_by)), ("Content-Length", str(len(body)))]
                status, headers, body = proxy._ask(self.command, self.path, headers, body)
                if proxy._change:
                    headers, body = proxy._change(headers, body)
                self.send_response_only(status)
                for name, value in headers:
                    if name.lower() not in OF_ONE_HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_GET = do_POST = do_HEAD = pass_on

            def log_message(self, *said):
                """Silent."""

        return Handler
