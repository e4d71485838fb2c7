"""Pictures on paper: plain pixels, no secrets of the camera, nothing hostile gets through."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image

from facilitator.documents.pictures import Picture, PictureDamaged, is_picture, picture_of

RED, BLUE = (200, 10, 10), (10, 10, 200)


def file_of(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def pixels(picture: Picture) -> Image.Image:
    if picture.is_jpeg:
        return Image.open(BytesIO(picture.data))
    mode = "L" if picture.is_grey else "RGB"
    raw = zlib.decompress(picture.data)
    return Image.frombytes(mode, (picture.width_px, picture.height_px), raw)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_kind_of_picture_becomes_plain_pixels(kind: str) -> None:
    picture = picture_of(file_of(Image.new("RGB", (40, 20), RED), kind))
    assert (picture.width_px, picture.height_px, picture.is_grey) == (40, 20, False)
    drawn = pixels(picture).getpixel((20, 10))
    assert isinstance(drawn, tuple)
    assert all(abs(one - two) < 12 for one, two in zip(drawn, RED, strict=True))


def test_what_is_clear_becomes_white_paper() -> None:
    """PDF/A: no transparency is needed, and a dark viewer shows no dark picture."""
    image = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    assert pixels(picture_of(file_of(image, "PNG"))).getpixel((1, 1)) == (255, 255, 255)


def test_a_grey_picture_stays_grey() -> None:
    picture = picture_of(file_of(Image.new("L", (4, 4), 90), "PNG"))
    assert picture.is_grey
    assert pixels(picture).getpixel((0, 0)) == 90


def test_sixteen_bits_are_scaled_not_clipped() -> None:
    image = Image.new("I;16", (4, 4), 32768)
    assert pixels(picture_of(file_of(image, "PNG"))).getpixel((0, 0)) in (127, 128)


def test_a_photograph_is_turned_and_loses_what_the_camera_noted() -> None:
    """S1: where a photograph was taken must not leave with the minutes."""
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: turn by 90 degrees
    exif[0x010E] = "the secret place"
    image = Image.new("RGB", (60, 30), BLUE)
    image.paste(RED, (0, 0, 30, 30))
    data = file_of(image, "JPEG", exif=exif, quality=95)
    assert b"the secret place" in data
    picture = picture_of(data)
    assert (picture.width_px, picture.height_px) == (30, 60)
    assert b"the secret place" not in picture.data
    top = pixels(picture).getpixel((15, 10))
    assert isinstance(top, tuple)
    assert top[0] > 150


def test_a_large_picture_is_no_finer_than_print_needs() -> None:
    picture = picture_of(file_of(Image.new("RGB", (4000, 3000), RED), "JPEG"))
    assert 1200 < picture.width_px <= 1340
    assert abs(picture.width_px * 3 / 4 - picture.height_px) < 2


def test_equal_files_give_equal_pictures() -> None:
    data = file_of(Image.radial_gradient("L").convert("RGB"), "JPEG")
    assert picture_of(data) == picture_of(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"\xff\xd8\xff" + bytes(100),
        b"GIF89a" + b"\xff" * 50,
        b"RIFF\0\0\0\0WEBP" + bytes(60),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(PictureDamaged) as caught:
        picture_of(data)
    assert str(caught.value).startswith("The picture cannot be shown: ")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_cut_short_anywhere_is_refused_or_shown(kind: str) -> None:
    data = file_of(Image.effect_noise((64, 64), 60).convert("RGB"), kind)
    for end in range(0, len(data) - 40, max(1, len(data) // 40)):
        try:
            assert picture_of(data[:end]).width_px == 64
        except PictureDamaged:
            continue
    with pytest.raises(PictureDamaged):
        picture_of(data[: len(data) // 2])


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A small file that says it is a hundred million pixels."""
    bomb = file_of(Image.new("1", (20_000, 20_000)), "PNG")
    assert is_picture(bomb)
    with pytest.raises(PictureDamaged, match=r"too (large|many)"):
        picture_of(bomb)
    wide = file_of(Image.new("1", (40_000, 10)), "PNG")
    with pytest.raises(PictureDamaged, match="too many"):
        picture_of(wide)


def test_a_picture_is_shown_at_its_size_and_within_the_page() -> None:
    small = Picture(96, 48, False, False, b"")
    assert small.size_within(470, 560) == (72, 36)
    wide = Picture(1333, 600, False, False, b"")
    width, height = wide.size_within(470, 560)
    assert width == pytest.approx(470)
    assert height == pytest.approx(470 * 600 / 1333)
