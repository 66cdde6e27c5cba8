"""The terminal UI in a browser of this machine: textual-serve, bound to loopback, its fonts its own."""

from __future__ import annotations

import ipaddress
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

LOOPBACK = "127.0.0.1"
_TEMPLATES = Path(__file__).parent / "browser"
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class LoopbackServer(Server):
    """Serves one command to browsers of this machine, and to pages that it served itself.

    There is no password: whoever reaches the port reads the contracts. So the port is open on loopback alone, the name that
    a browser asks for must be a name of loopback (a page elsewhere may point its own name here), and a connection that
    another page opens is refused.
    """

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(_only_from_here)
        return app

    def initialize_logging(self) -> None:
        """Nothing: what there is to say is said by `on_startup`."""

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002
        print(f"clausecheck is at {self.public_url} (this machine only); ctrl+c ends it", file=sys.stderr, flush=True)


@web.middleware
async def _only_from_here(request: web.Request, handler: _Handler) -> web.StreamResponse:
    if not is_loopback(request.host.rpartition(":")[0] or request.host):
        raise web.HTTPForbidden(text="clausecheck answers this machine only.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        raise web.HTTPForbidden(text="Another page may not open clausecheck.")
    response = await handler(request)
    if not response.prepared:
        # nothing is loaded from elsewhere, and no other page may show this one
        response.headers["Content-Security-Policy"] = (
            "default-src 'self' 'unsafe-inline' data: blob:; connect-src 'self' ws://"
            + request.host
            + "; frame-ancestors 'none'"
        )
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine and nothing else."""
    bare = host.strip("[]")
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def serve(arguments: list[str], port: int) -> None:
    """Serve ``clausecheck open`` with `arguments` on a port of loopback until interrupted. Raises OSError for a port in use."""
    words = [sys.executable, "-P", "-m", "clausecheck", "open", *arguments]
    command = subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
    server = LoopbackServer(
        command,
        host=LOOPBACK,
        port=port,
        title="clausecheck",
        public_url=f"http://{LOOPBACK}:{port}",
        templates_path=_TEMPLATES,
    )
    server.serve()
