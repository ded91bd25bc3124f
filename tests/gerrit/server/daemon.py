"""A Gerrit site and the process that serves it, on loopback ports of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.gerrit.server.programs import Java

_HERE = Path(__file__).parent
_STARTS_WITHIN_S = 150
_ENDS_WITHIN_S = 15
_ATTEMPTS = 3
_FLAGS = ("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
_LOGGING = (
    f"-Dlog4j.configuration=file://{_HERE / 'log4j.properties'}",
    "-Dflogger.backend_factory=com.google.common.flogger.backend.log4j.Log4jBackendFactory#getInstance",
    "-Dflogger.logging_context=com.google.gerrit.server.logging.LoggingContext#getInstance",
)


class GerritFailedError(Exception):
    """A server did not come up; the text holds the end of its log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """What a version of Gerrit is run with."""

    version: str
    java: Java
    jars: Path

    def command(self, program: str, *options: str, keeper: int) -> list[str]:
        """How one of Gerrit's programs is started; it ends with the process `keeper`."""
        flags = (*_FLAGS, *_LOGGING, f"-Dkeeper={keeper}", "-cp", f"{self.jars}/*")
        return [str(self.java.program), *flags, str(_HERE / "RunGerrit.java"), program, *options]


@dataclass(slots=True, kw_only=True)
class Daemon:
    """A server that answers."""

    runtime: Runtime
    site: Path
    http_port: int
    ssh_port: int
    process: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.http_port}"

    def kill(self) -> None:
        """End it at once, as a loss of power does."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it as an administrator does."""
        self.process.terminate()
        try:
            self.process.wait(_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.kill()


def make_site(runtime: Runtime, site: Path, *, keeper: int) -> None:
    """Initialise an empty site: one account, admin / secret."""
    options = ("--batch", "--dev", "--no-auto-start", "-d", str(site))
    done = subprocess.run(
        runtime.command("Init", *options, keeper=keeper),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise GerritFailedError(f"Gerrit {runtime.version} made no site:\n{done.stdout.decode()[-4000:]}")
    (site / "bin" / "gerrit.war").unlink(missing_ok=True)  # 64 MB that nothing here starts


def start(runtime: Runtime, site: Path, *, keeper: int) -> Daemon:
    """Serve a site; raises GerritFailedError with what the server said."""
    for _ in range(_ATTEMPTS):
        daemon = _launch(runtime, site, keeper)
        try:
            if _wait_until_ready(daemon):
                return daemon
        except BaseException:
            daemon.kill()
            raise
        daemon.kill()
        said = (site / "logs" / "daemon.log").read_text("utf-8", "replace")
        if "already in use" not in said:  # else: another program took the port before the server did
            break
    raise GerritFailedError(f"Gerrit {runtime.version} did not start:\n{said[-4000:]}")


def _launch(runtime: Runtime, site: Path, keeper: int) -> Daemon:
    http_port, ssh_port = _free_ports(2)
    _configure(site, http_port, ssh_port)
    with (site / "logs" / "daemon.log").open("wb") as log:
        process = subprocess.Popen(
            runtime.command("Daemon", "-d", str(site), "--headless", keeper=keeper),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    return Daemon(runtime=runtime, site=site, http_port=http_port, ssh_port=ssh_port, process=process)


def _configure(site: Path, http_port: int, ssh_port: int) -> None:
    settings = {
        "gerrit.canonicalWebUrl": f"http://127.0.0.1:{http_port}/",
        "httpd.listenUrl": f"http://127.0.0.1:{http_port}/",
        "sshd.listenAddress": f"127.0.0.1:{ssh_port}",
        "sendemail.enable": "false",
    }
    for key, value in settings.items():
        subprocess.run(["git", "config", "-f", site / "etc" / "gerrit.config", key, value], check=True)


def _free_ports(number: int) -> list[int]:
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in taken]
    for one in taken:
        one.close()
    return ports


def _wait_until_ready(daemon: Daemon) -> bool:
    ends = time.monotonic() + _STARTS_WITHIN_S
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while daemon.process.poll() is None and time.monotonic() < ends:
        try:
            with opener.open(f"{daemon.url}/config/server/version", timeout=5):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def kill_process(pid: int) -> None:
    """End a server that this process, or one that is gone, started."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        for _ in range(100):
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            os.kill(pid, 0)
            time.sleep(0.02)
