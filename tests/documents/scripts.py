"""Minutes in scripts that Noto Sans lacks: real sentences, as people would write them."""

from __future__ import annotations

from dataclasses import replace

from facilitator.projections.types import Minutes, PartyPosition, PartyPresence
from tests.documents import samples

HEBREW = {
    "title": "סיכום הרבעון השני",
    "organisation": "חנויות טלומיר",
    "security": "אבטחה ופרטיות",
    "marketing": "שיווק ולקוחות",
    "item": "הסרה מרשימת התפוצה: מדוע היעד בסיכון?",
    "note": (
        "חמישה־עשר מתוך 17 כלים מכבדים בקשת הסרה בתוך 24 שעות (ראו PRODUCT.md, סעיף 3). "
        "כלי השוברים זקוק לשלושה ימים."
    ),
    "outcome": "שני כלים יכובו עד שיהיו מהירים דיים.",
    "decision": "שני כלים איטיים מושבתים לדיוור עד שיכבדו בקשת הסרה בתוך 24 שעות.",
    "because": "מה שהלקוחות מבקשים קודם לתפוצה.",
    "action": "להעביר את שובר יום ההולדת לכלי הדיוור הראשי",
    "owner": "רות כהן",
}
ARABIC = {
    "title": "مراجعة النصف الثاني من العام",
    "organisation": "متاجر تالومير",
    "security": "الأمن والخصوصية",
    "marketing": "التسويق والعملاء",
    "item": "إلغاء الاشتراك: لماذا هذا الهدف معرض للخطر؟",
    "note": (
        "خمس عشرة أداة من أصل 17 تحترم طلب الإلغاء خلال 24 ساعة (انظر PRODUCT.md، القسم 3). "
        "أداة القسائم تحتاج إلى ثلاثة أيام."
    ),
    "outcome": "تتوقف الأداتان إلى أن تصبحا سريعتين بما يكفي.",
    "decision": "تُوقف أداتان بطيئتان عن إرسال الرسائل إلى أن تحترما طلب الإلغاء خلال 24 ساعة.",
    "because": "ما يطلبه العملاء يأتي قبل الوصول.",
    "action": "نقل قسيمة عيد الميلاد إلى أداة البريد الرئيسية",
    "owner": "ليلى السلام",
}
JAPANESE = {
    "title": "下半期の計画",
    "organisation": "タローミア商店",
    "security": "セキュリティ・プライバシー部",
    "marketing": "マーケティング部",
    "item": "配信停止：なぜこの目標は危ういのか？",
    "note": (
        "十七のツールのうち十五は、二十四時間以内に配信停止の希望に従っている（「PRODUCT.md」三章を"
        "参照）。クーポンのツールは三日かかる。ゆっくりしたツールは二つだけだ。"
    ),
    "outcome": "二つのツールは、十分に速くなるまで停止する。",
    "decision": "遅い二つのツールは、二十四時間以内に配信停止に従うまで、メール配信に使わない。",
    "because": "お客さまの希望は、到達数より優先される。",
    "action": "誕生日クーポンを主要なメールツールへ移す",
    "owner": "山田花子",
}


def minutes_in(words: dict[str, str], language: str) -> Minutes:
    """Return the sample minutes with what people wrote in another language."""
    security = replace(samples.SECURITY, name=words["security"], short_name="")
    marketing = replace(samples.MARKETING, name=words["marketing"], short_name="")
    decision = replace(
        samples.SLOW_TOOLS,
        wording=words["decision"],
        plain=words["because"],
        context=words["note"],
        because=words["because"],
        consequences="",
        options=(),
        goal=words["item"],
        positions=(
            PartyPosition(security, "agree", words["because"], "", ""),
            PartyPosition(marketing, "reservation", words["outcome"], words["note"], ""),
        ),
    )
    action = samples.action(
        "A-2026-024",
        words["action"],
        owner=words["owner"],
        owner_party=marketing,
        asked_by=words["security"],
        done_when=words["outcome"],
    )
    item = samples.item(
        "2026/12-2",
        words["item"],
        asked_by=words["owner"],
        asked_party=security,
        lead=words["owner"],
        outcome=words["outcome"],
        notes=(words["note"],),
        decisions=(decision,),
        actions=(action,),
    )
    return replace(
        samples.MINUTES,
        engagement=replace(
            samples.ENGAGEMENT,
            title=words["title"],
            organisation=words["organisation"],
            purpose=words["because"],
            classification=words["organisation"],
            language=language,
        ),
        session=replace(samples.SESSION, title=words["title"], facilitator=words["owner"]),
        attendance=(
            PartyPresence(security, (samples.person(words["owner"]),), (), (), ()),
            PartyPresence(marketing, (samples.person(words["owner"]),), (), (), ()),
        ),
        matters_arising=(),
        items=(item,),
        decisions=(decision,),
        actions=(action,),
        raised=(),
        parked=(),
        next_session=None,
        distribution=(words["security"], words["marketing"]),
    )
