"""Whether a run had the machine to itself: what others took of the processors while it measured."""
import contextlib
import dataclasses
import os
import pathlib
import time

from harness.processes import cpu_seconds

OTHERS_ALLOWED = 0.05  # of the processors' time: what an idle system and the kernel's own threads take
STOLEN_ALLOWED = 0.02  # by the hypervisor, for other machines
SAMPLE_SECONDS = 2  # of the machine at rest, before the run


@dataclasses.dataclass(frozen=True)
class Share:
    """Of the processors' time while something was measured."""

    during: str
    others: float
    stolen: float

    def is_quiet(self):
        return self.others <= OTHERS_ALLOWED and self.stolen <= STOLEN_ALLOWED


class LoadWatch:
    """Holds the shares of everything that was measured, and says in a sentence what they mean."""

    def __init__(self, load_before, shares=()):
        self.load_before = load_before
        self.shares = list(shares)

    @staticmethod
    def started():
        """One that has looked at the machine before anything of the run goes on."""
        watch = LoadWatch(os.getloadavg()[0])
        with watch.during("the run had not begun"):
            time.sleep(SAMPLE_SECONDS)
        return watch

    @contextlib.contextmanager
    def during(self, what):
        """Of what runs inside the block, this process and all that it started is ours, the rest is others'."""
        before, began = _Reading.now(), time.monotonic()
        try:
            yield
        finally:
            if time.monotonic() > began:
                self.shares.append(before.share(_Reading.now(), what))

    def facts(self):
        """For results-*.json."""
        return {
            "quiet": self.is_quiet(),
            "said": self.sentence(),
            "load_before": self.load_before,
            "shares": [dataclasses.asdict(share) for share in self.shares],
        }

    def is_quiet(self):
        return all(share.is_quiet() for share in self.shares)

    def sentence(self):
        loud = [share for share in self.shares if not share.is_quiet()]
        worst = max(loud or self.shares, key=lambda share: share.others + share.stolen)
        taken = f"other processes took {100 * worst.others:.1f} % of the processors, and {100 * worst.stolen:.1f} % was stolen"
        if not loud:
            return f"quiet: at most, {taken} ({worst.during})"
        return f"not quiet: in {len(loud)} of {len(self.shares)} measurements; while {worst.during}, {taken}"


@dataclasses.dataclass(frozen=True)
class _Reading:
    """Seconds of all processors since the machine started."""

    total: float
    busy: float  # with processes, ours too
    stolen: float
    ours: float

    @staticmethod
    def now():
        fields = pathlib.Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]
        ticks = dict(zip(("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"), map(int, fields)))
        second = os.sysconf("SC_CLK_TCK")
        own = os.times()
        return _Reading(
            total=sum(ticks.values()) / second,
            busy=sum(ticks[name] for name in ("user", "nice", "system")) / second,
            stolen=ticks["steal"] / second,
            ours=cpu_seconds() + own.user + own.system,
        )

    def share(self, later, during):
        spent = max(later.total - self.total, 1e-9)
        others = (later.busy - self.busy) - (later.ours - self.ours)
        return Share(during, max(0.0, others / spent), (later.stolen - self.stolen) / spent)
