"""Every paper is a PDF/UA-1 and PDF/A-3a file, in the words of the reference validator (M1)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from facilitator.documents import jobs, press
from tests.documents import samples, scripts
from tests.documents.demo_papers import SIZES, on, papers_of_demo, printed
from tests.documents.test_hostile_text import everywhere
from tests.readers.with_verapdf import judged


@pytest.mark.slow
def test_every_paper_of_the_demo_is_valid(tmp_path: Path) -> None:
    """M1, M3: each kind, each audience, each style, on both sheets, its data inside."""
    files = []
    for name, job in papers_of_demo(tmp_path).items():
        for size in SIZES:
            files.append(tmp_path / f"{name}-{size}.pdf".replace(":", "-"))
            files[-1].write_bytes(printed(on(job, size)).data)
    assert len({path.read_bytes() for path in files}) == len(files)
    assert judged(files) == {}


def test_every_job_is_among_them(tmp_path: Path) -> None:
    """A new kind of paper is proven too, or this fails."""
    kinds = {type(job.paper).__name__ for job in papers_of_demo(tmp_path).values()}
    known = {name for name in vars(jobs) if name.endswith("_job")}
    assert len(kinds) == len(known)


WRITING = {
    "japanese": "遅い二つのツールは、二十四時間以内に配信停止に従うまで、メール配信に使わない。",
    "chinese": "两个较慢的工具将停止发送邮件，直到它们能在24小时内处理退订请求。",
    "korean": "느린 도구 두 개는 24시간 안에 수신 거부를 지킬 때까지 발송을 멈춥니다.",
    "arabic": "تُوقف أداتان بطيئتان عن إرسال الرسائل (انظر 24 ساعة).",
    "hebrew": "שני כלים איטיים מושבתים לדיוור (עד 24 שעות).",
    "cyrillic": "Два медленных инструмента не рассылают писем, пока не исполнят отказ за 24 часа.",
    "greek": "Δύο αργά εργαλεία σταματούν να στέλνουν ώσπου να τηρούν την άρνηση σε 24 ώρες.",
    "emoji": "Done 🎉 by 👩🏽‍💻 and 👨‍👩‍👧‍👦 in 🇩🇪 ❤️ ✅ 1️⃣",
    "thai and devanagari": "ทดสอบ परीक्षण ตั้งแต่ क्षत्रिय",
}


def font_of_the_system(char: str) -> bytes | None:
    """Return a font of this machine that has a character, if fontconfig knows one."""
    if shutil.which("fc-list") is None:
        return None
    asked = ["fc-list", f":charset={ord(char):x}", "file"]
    told = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=True).stdout
    paths = sorted(line.rstrip(": ") for line in told.splitlines())
    return Path(paths[0]).read_bytes() if paths else None


def test_writing_of_every_kind_is_valid(tmp_path: Path) -> None:
    """M6: with the fonts of this machine, and without any: U+FFFD and a warning are valid too."""
    files = []
    for name, sentence in WRITING.items():
        job = jobs.minutes_job(everywhere(samples.MINUTES, sentence))
        for how, find_font in (("found", font_of_the_system), ("lost", None)):
            files.append(tmp_path / f"{name}-{how}.pdf")
            files[-1].write_bytes(press.render(job, find_font).data)
    for words, language in (
        (scripts.HEBREW, "he"),
        (scripts.ARABIC, "ar"),
        (scripts.JAPANESE, "ja"),
    ):
        files.append(tmp_path / f"{language}.pdf")
        job = jobs.minutes_job(scripts.minutes_in(words, language))
        files[-1].write_bytes(press.render(job, font_of_the_system).data)
    assert judged(files) == {}


def test_a_sample_is_valid(tmp_path: Path) -> None:
    """The smallest proof, quick enough for every run."""
    path = tmp_path / "minutes.pdf"
    path.write_bytes(printed(jobs.minutes_job(samples.MINUTES)).data)
    assert judged([path]) == {}
