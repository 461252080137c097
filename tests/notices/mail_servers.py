"""A mail server on this machine that answers as a test tells it to."""

import socketserver
import threading


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks just enough SMTP. `to_recipient` and `to_message` are its answers; None hangs up instead."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.to_recipient, self.to_message = "250 yes", "250 taken"
        self.taken = []
        self.reading = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()

    @property
    def port(self):
        return self.server_address[1]


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 test")
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"RCPT":
                self.say(self.server.to_recipient)
            elif verb == b"DATA":
                self.say("354 go on")
                if not self.message():
                    return
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 yes")

    def message(self):
        lines = []
        for line in self.rfile:
            if line.strip() == b".":
                break
            lines.append(line)
        self.server.taken.append(b"".join(lines).decode())
        self.server.reading.set()
        self.server.may_answer.wait(10)
        if self.server.to_message is None:
            return False
        self.say(self.server.to_message)
        return True

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")
