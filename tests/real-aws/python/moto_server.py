"""Serves moto's AWS on a free port of this machine, until standard input ends: with whoever started it, whatever ends them.

Prints the port. moto's own code answers, but for one rule of bucket policies that it does not know.
"""

import os
import sys
import threading

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server


class QuietHandler(MotoRequestHandler):
    """Logs no requests: moto's recorder has them."""

    def log_request(self, code="-", size="-"):
        pass


def teach_secure_transport():
    """Has a statement about plain HTTP concern plain HTTP only: moto would refuse everybody everything.

    Every request counts as one over TLS. Only this machine is asked, without it, because moto's certificates are nobody's.
    """
    judge = IAMPolicyStatement.is_action_permitted

    def taught(self, *arguments, **named):
        condition = self._statement.get("Condition", {}).get("Bool", {})
        if condition.get("aws:SecureTransport") == "false":
            return PermissionResult.NEUTRAL
        return judge(self, *arguments, **named)

    IAMPolicyStatement.is_action_permitted = taught


def end_with_parent():
    """Standard input is a pipe, which the system closes for whoever held its other end."""
    sys.stdin.buffer.read()
    os._exit(0)  # pylint: disable=protected-access


def main():
    teach_secure_transport()
    server = make_server(
        "127.0.0.1",
        0,
        DomainDispatcherApplication(create_backend_app),
        threaded=True,
        request_handler=QuietHandler,
    )
    threading.Thread(target=end_with_parent, daemon=True).start()
    print(server.port, flush=True)
    server.serve_forever()


main()
