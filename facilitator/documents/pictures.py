"""Pictures on paper: whatever was handed in becomes plain pixels that a file can carry for ever.

Nothing of the original file is kept but what it shows: no metadata (a photograph knows where it was
taken), no colour profile, no second frame. A picture is turned as its camera held it, flattened on
white and no finer than print needs. Equal files give equal pictures.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from facilitator.errors import FacilitatorError

if TYPE_CHECKING:
    from PIL.Image import Image

KINDS = ("PNG", "JPEG", "WEBP", "GIF")
FINEST = 200
"""Dots per inch that print can use."""

_LARGEST_SIDE, _MOST_PIXELS = 30_000, 80_000_000
_POINTS_PER_INCH = 72
_FINEST_SIZE = (480 * FINEST // _POINTS_PER_INCH, 560 * FINEST // _POINTS_PER_INCH)
_JPEG_QUALITY = 85


class PictureDamaged(FacilitatorError):
    """These bytes are no picture that can be shown; the sentence says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The picture cannot be shown: {reason}.")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels as a PDF embeds them: rows from the top, 8 bits per component, no transparency.

    `data` is a JPEG file (`is_jpeg`, the DCTDecode filter) or zlib-packed rows (FlateDecode).
    `is_grey` has one component per pixel, else three (red, green, blue).
    """

    width_px: int
    height_px: int
    is_grey: bool
    is_jpeg: bool
    data: bytes

    def size_within(self, width: float, height: float) -> tuple[float, float]:
        """Return its size in points: no coarser than 96 dots per inch, within the given room."""
        natural = _POINTS_PER_INCH / 96
        scale = min(natural, width / self.width_px, height / self.height_px)
        return self.width_px * scale, self.height_px * scale


def is_picture(data: bytes) -> bool:
    """Return whether these bytes begin as a picture of a kind that is printed."""
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return is_webp or data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"))


def picture_of(data: bytes) -> Picture:
    """Return what a picture file shows, ready to embed.

    Raises:
        PictureDamaged: it is none, is cut short, or is too large to unpack safely.
    """
    import warnings

    from PIL import Image

    if not is_picture(data):
        raise PictureDamaged("it is no PNG, JPEG, WebP or GIF file")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=KINDS) as image:
                return _embedded(image)
    except Image.DecompressionBombError as error:
        raise PictureDamaged("it is too large") from error
    except (
        ArithmeticError,
        EOFError,
        LookupError,
        MemoryError,
        OSError,
        SyntaxError,
        TypeError,
        ValueError,
        struct.error,
        zlib.error,
    ) as error:
        raise PictureDamaged("the file is damaged or cut short") from error


def _embedded(image: Image) -> Picture:
    from PIL import Image as Images
    from PIL import ImageOps

    width, height = image.size
    if max(width, height) > _LARGEST_SIDE or width * height > _MOST_PIXELS:
        raise PictureDamaged(f"{width} \u00d7 {height} pixels are too many")
    is_photograph = image.format == "JPEG"
    image.draft(None, (max(_FINEST_SIZE),) * 2)  # a large JPEG unpacks smaller at once
    flat = _flattened(ImageOps.exif_transpose(image))
    size = _printed_size(*flat.size)
    if size != flat.size:
        flat = flat.resize(size, Images.Resampling.LANCZOS)
    return _packed(flat, is_photograph)


def _printed_size(width: int, height: int) -> tuple[int, int]:
    """Return the size in pixels that print can use, never more than there is."""
    scale = min(1.0, _FINEST_SIZE[0] / width, _FINEST_SIZE[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _flattened(image: Image) -> Image:
    """Return a picture without transparency, grey or in colour."""
    from PIL import Image as Images

    is_clear = image.has_transparency_data
    if image.mode in ("1", "L") and not is_clear:
        return image.convert("L")
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits and more: scale, do not clip
        low, high = image.getextrema()
        span = max(float(high) - min(float(low), 0.0), 1.0)  # type: ignore[arg-type]
        top = 65535.0 if span > 255 else 255.0
        return image.convert("F").point(lambda value: value * (255.0 / top)).convert("L")
    if not is_clear:
        return image.convert("RGB")
    paper = Images.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    flat = paper.convert("RGB")
    return flat.convert("L") if image.mode == "LA" else flat


def _packed(image: Image, is_photograph: bool) -> Picture:
    is_grey = image.mode == "L"
    if is_photograph:
        out = BytesIO()
        image.save(out, "JPEG", quality=_JPEG_QUALITY, subsampling="4:2:0", optimize=True)
        return Picture(*image.size, is_grey, True, out.getvalue())
    return Picture(*image.size, is_grey, False, zlib.compress(image.tobytes(), 6))
