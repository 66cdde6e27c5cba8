"""The terminal UI in a browser: this machine alone, nothing from elsewhere, and in a real browser the contract on the page."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="the extra serve is not installed")
serving = pytest.importorskip("clausecheck.tui.serving", reason="the extra serve is not installed")

HIKVISION = Path(__file__).resolve().parent.parent / "samples" / "hikvision-2019.docx"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[str]:
    """The address of a server of the installed command; the server ends with the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("clausecheck")
    held = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL") and name != "NO_COLOR"}
    words = [program, "serve", HIKVISION, "--as-of", "2026-11-24", "--port", str(port)]
    server = subprocess.Popen(
        words, env={**held, "XDG_CONFIG_HOME": str(tmp_path)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(400):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        else:
            pytest.fail("nothing answers")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True), ("127.0.0.1", True), ("127.9.9.9", True), ("[::1]", True), ("0.0.0.0", False),
        ("192.168.1.4", False), ("localhost.example.org", False), ("", False),
    ],
)  # fmt: skip
def test_only_names_of_loopback_mean_this_machine(host: str, here: bool) -> None:
    assert serving.is_loopback(host) is here


def test_pages_elsewhere_get_nothing_and_ours_loads_nothing_from_there(page: str) -> None:
    async def ask() -> None:
        async with aiohttp.ClientSession() as client:
            async with client.get(page) as answer:
                html = await answer.text()
                assert answer.status == 200
                assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            assert set(re.findall(r"https?://[^/\"' ]+", html)) <= {page}
            for headers in ({"Host": "contracts.example.org"}, {"Origin": "http://contracts.example.org"}):
                async with client.get(page, headers=headers) as answer:
                    assert answer.status == 403, headers
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await client.ws_connect(f"{page}/ws", headers={"Origin": "http://contracts.example.org"})

    asyncio.run(ask())


def test_the_contract_comes_over_the_line_and_q_leaves(page: str) -> None:
    async def look() -> None:
        async with aiohttp.ClientSession() as client, client.ws_connect(f"{page}/ws?width=160&height=50") as line:
            shown = b""
            while b"errors" not in shown:
                shown += _bytes(await line.receive(30))
            assert b"Traceback" not in shown
            await line.send_str(json.dumps(["stdin", "q"]))
            while (await line.receive(30)).type not in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
                pass

    asyncio.run(look())


def _bytes(message: Any) -> bytes:
    assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
    return message.data if isinstance(message.data, bytes) else message.data.encode()


# ---------------------------------------------------------------- a real browser


class Browser:
    """A headless Chromium with one page, told what to do over its debugging line."""

    def __init__(self, line: Any) -> None:
        self.line, self.asked = line, 0
        self.events: list[dict[str, Any]] = []

    async def tell(self, method: str, **parameters: object) -> dict[str, Any]:
        self.asked += 1
        await self.line.send_json({"id": self.asked, "method": method, "params": parameters})
        while True:
            said = await self.line.receive_json(timeout=30)
            if said.get("id") == self.asked:
                return said.get("result", {})  # type: ignore[no-any-return]
            self.events.append(said)

    async def value(self, script: str) -> Any:
        return (await self.tell("Runtime.evaluate", expression=script))["result"].get("value")

    async def until(self, script: str) -> None:
        for _ in range(300):
            if await self.value(script):
                return
            await asyncio.sleep(0.1)
        pytest.fail(f"never true: {script}")

    async def picture(self) -> bytes:
        return base64.b64decode((await self.tell("Page.captureScreenshot", format="png"))["data"])


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("CLAUSECHECK_SLOW"), reason="set CLAUSECHECK_SLOW=1 (takes minutes)")
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_page_in_a_browser(page: str, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    words = [CHROMIUM or "", "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,900"]
    words += [f"--user-data-dir={profile}", "--remote-debugging-port=0", "--remote-allow-origins=*", "about:blank"]
    browser = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    async def drive() -> None:
        for _ in range(300):
            if (profile / "DevToolsActivePort").exists():
                break
            await asyncio.sleep(0.1)
        port = (profile / "DevToolsActivePort").read_text().split()[0]
        async with aiohttp.ClientSession() as client:
            async with client.get(f"http://127.0.0.1:{port}/json/list") as answer:
                address = next(one for one in await answer.json() if one["type"] == "page")["webSocketDebuggerUrl"]
            async with client.ws_connect(address, max_msg_size=0) as line:
                held = Browser(line)
                for part in ("Network", "Page", "Runtime"):
                    await held.tell(f"{part}.enable")
                await held.tell("Page.navigate", url=page)
                await held.until("document.body && document.body.classList.contains('-first-byte')")
                await asyncio.sleep(6)
                first = await held.picture()
                (tmp_path / "first.png").write_bytes(first)
                assert len(first) > 60_000, "a page full of words, not a blank one"
                for key in ("3", "j", "j"):
                    await held.tell("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
                    await held.tell("Input.dispatchKeyEvent", type="keyUp", key=key)
                await asyncio.sleep(1.5)
                assert await held.picture() != first, "keys reach the program without a click"
                await held.tell("Input.dispatchKeyEvent", type="keyDown", key="q", text="q")
                await held.until("document.body.classList.contains('-closed')")
                asked = {one["params"]["request"]["url"] for one in held.events if one["method"] == "Network.requestWillBeSent"}
                assert asked
                assert not [url for url in asked if not url.startswith((page, "data:", "blob:"))]

    try:
        asyncio.run(drive())
    finally:
        browser.terminate()
        browser.wait(20)
