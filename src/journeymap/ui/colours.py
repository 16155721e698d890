"""Colours by role: a light and a dark set, and of each one of high contrast. Nothing else names a colour.

Text meets contrast 4.5 : 1 on every ground it stands on, 7 : 1 in the sets of high contrast; signs meet 3 : 1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """A colour for each role, as #RRGGBB."""

    name: str
    is_dark: bool
    ink: str
    ink_2: str
    line: str
    edge: str
    canvas: str
    paper: str
    panel: str
    chrome: str
    hover: str
    header: str
    accent: str
    accent_ink: str
    accent_soft: str
    emotion_m2: str
    emotion_m1: str
    emotion_0: str
    emotion_p1: str
    emotion_p2: str
    expectation: str
    pain_point: str
    surprise: str
    surprise_soft: str
    note_citizen: str
    note_staff: str
    note_partner: str
    improvement: str
    dimension_1: str
    dimension_2: str
    dimension_3: str
    dimension_4: str
    good: str
    warning: str
    problem: str
    connection: str
    shadow: str

    def emotion(self, value: int | None) -> str:
        """The colour of a feeling −2…+2; of an unknown one, the line's."""
        if value is None:
            return self.line
        return (self.emotion_m2, self.emotion_m1, self.emotion_0, self.emotion_p1, self.emotion_p2)[value + 2]

    def dimension(self, number: int) -> str:
        """The colour of dimension 7.`number`."""
        return (self.dimension_1, self.dimension_2, self.dimension_3, self.dimension_4)[(number - 1) % 4]


LIGHT = Theme(
    name="light", is_dark=False, ink="#1F2933", ink_2="#5F6C7B", line="#DFE3E8", edge="#DFE3E8",
    canvas="#F4F6F8", paper="#FFFFFF", panel="#FAFBFC",
    chrome="#E9ECF0", hover="#EEF2F6", header="#E7EEF7", accent="#0B6BCB", accent_ink="#FFFFFF", accent_soft="#E3EFFB",
    emotion_m2="#B2182B", emotion_m1="#D9663D", emotion_0="#7D8996", emotion_p1="#3F8FBF", emotion_p2="#2166AC",
    expectation="#0072B2", pain_point="#C2410C", surprise="#96620F", surprise_soft="#FFF8E6",
    note_citizen="#E6F1FD", note_staff="#FFF3C9", note_partner="#E2F5E8", improvement="#3D7A4B",
    dimension_1="#0072B2", dimension_2="#00825F", dimension_3="#B77900", dimension_4="#A1478A",
    good="#23804A", warning="#9A5B00", problem="#B42318", connection="#7A8796", shadow="#1F2933",
)  # fmt: skip
DARK = Theme(
    name="dark", is_dark=True, ink="#E6EAEF", ink_2="#A3AFBC", line="#3A4450", edge="#3A4450",
    canvas="#171C22", paper="#232A32", panel="#1D232A",
    chrome="#14181D", hover="#2A323B", header="#26364A", accent="#5AA9F2", accent_ink="#0E1A26", accent_soft="#1E3550",
    emotion_m2="#F1707D", emotion_m1="#F4A27E", emotion_0="#A9B4C0", emotion_p1="#7CC0E4", emotion_p2="#6CAEEA",
    expectation="#5DB4E8", pain_point="#F58D5C", surprise="#E4B355", surprise_soft="#332B18",
    note_citizen="#1F3A57", note_staff="#453A17", note_partner="#1C4230", improvement="#7FC792",
    dimension_1="#5DB4E8", dimension_2="#43C9A0", dimension_3="#EDB440", dimension_4="#DB8FC6",
    good="#5DC98A", warning="#E6AE5A", problem="#F58A80", connection="#8C99A8", shadow="#000000",
)  # fmt: skip
LIGHT_CONTRAST = Theme(
    name="light_contrast", is_dark=False, ink="#000000", ink_2="#262626", line="#767676", edge="#000000", canvas="#FFFFFF",
    paper="#FFFFFF", panel="#FFFFFF", chrome="#F2F2F2", hover="#E6EEF8", header="#EAF1FA", accent="#003C8C",
    accent_ink="#FFFFFF", accent_soft="#DCE9FA",
    emotion_m2="#8B0016", emotion_m1="#852F00", emotion_0="#4A4A4A", emotion_p1="#004E74", emotion_p2="#0A3D80",
    expectation="#004A78", pain_point="#8A2A00", surprise="#6B4300", surprise_soft="#FFF6DC",
    note_citizen="#EEF5FD", note_staff="#FFF6DC", note_partner="#EAF7EE", improvement="#1B5230",
    dimension_1="#004A78", dimension_2="#00513B", dimension_3="#6B4700", dimension_4="#742A62",
    good="#0B5228", warning="#6B4300", problem="#8B0A0A", connection="#454545", shadow="#000000",
)  # fmt: skip
DARK_CONTRAST = Theme(
    name="dark_contrast", is_dark=True, ink="#FFFFFF", ink_2="#E4E4E4", line="#8C8C8C", edge="#FFFFFF", canvas="#000000",
    paper="#000000", panel="#000000", chrome="#101010", hover="#1F2C3C", header="#15263A", accent="#7CC4FF",
    accent_ink="#000000", accent_soft="#0C2D4D",
    emotion_m2="#FF9AA4", emotion_m1="#FFB999", emotion_0="#D0D5DA", emotion_p1="#9AD8F7", emotion_p2="#9DCBFF",
    expectation="#8ED0FA", pain_point="#FFB08A", surprise="#FFD27A", surprise_soft="#2B2100",
    note_citizen="#0C2D4D", note_staff="#2B2100", note_partner="#06301C", improvement="#A5E5B5",
    dimension_1="#8ED0FA", dimension_2="#6EE7C0", dimension_3="#FFCB66", dimension_4="#F2B3E0",
    good="#86E5AC", warning="#FFCB80", problem="#FFB0A8", connection="#C6CCD2", shadow="#000000",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)}
