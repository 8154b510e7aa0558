"""The keys and names that a browser writes into a PDF of a page.

They are those that the writer of PDFs in Chromium, Chrome and Edge has for sheets, fonts, drawings, tags and bookmarks.
A page of ours has no link, note, field, attachment or metadata, and runs nothing; so none of their keys is among them.
"""

import re

_OF_THE_DOCUMENT = """
    Type Subtype Lang MarkInfo Marked Outlines Pages StructTreeRoot ViewerPreferences DisplayDocTitle Count First Last
    Next Prev Parent Kids Title Dest SE Contents MediaBox Resources StructParents Tabs
"""
_OF_TAGS = """
    ParentTree ParentTreeNextKey IDTree Nums Names Limits S P Pg K A ID MCID Alt O ColSpan RowSpan Headers Scope
    ListNumbering Placement BBox
"""
_OF_A_DRAWING = """
    ProcSet Font ExtGState XObject Pattern Shading ColorSpace BM CA ca LC LJ LW ML SA SMask G TR BC Matrix Group CS I
    Width Height BitsPerComponent Decode DecodeParms ColorTransform Filter Interpolate Mask PatternType PaintType
    TilingType XStep YStep ShadingType Coords Extend Domain Range Function FunctionType Functions Bounds Encode C0 C1 N
"""
_OF_A_FONT = """
    BaseFont FontDescriptor DescendantFonts CIDSystemInfo CIDToGIDMap Registry Ordering Supplement DW W ToUnicode
    Encoding Differences CharProcs FirstChar LastChar Widths FontMatrix FontBBox FontName FontFamily FontStretch
    FontWeight Flags Ascent CapHeight XHeight Descent ItalicAngle StemV FontFile FontFile2 FontFile3 Length1 Length2
    Length3
"""
_TYPES = """
    Catalog MarkInfo ViewerPreferences Pages Page Outlines StructTreeRoot StructElem ParentTree MCR S XYZ
    Font Type0 Type1 Type3 TrueType CIDFontType0 CIDFontType2 CIDFontType0C Type1C OpenType FontDescriptor Encoding
    Identity Identity-H WinAnsiEncoding Normal Condensed SemiCondensed ExtraCondensed UltraCondensed Expanded
    SemiExpanded ExtraExpanded UltraExpanded
    PDF Text ImageB ImageC ImageI XObject Image Form Pattern Mask Alpha Group Transparency
    FlateDecode DCTDecode DeviceRGB DeviceGray DeviceCMYK ICCBased Indexed
    Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion Hue
    Saturation Color Luminosity Compatible
"""
_TAGS = """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private H H1 H2 H3 H4 H5 H6 P L LI Lbl LBody
    Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
    Figure Formula Form Strong Em Title Sub Aside FENote Artifact
    List Layout Row Column Both None Disc Circle Square Decimal UpperRoman LowerRoman UpperAlpha LowerAlpha Block Inline
"""
_KEYS = frozenset((_OF_THE_DOCUMENT + _OF_TAGS + _OF_A_DRAWING + _OF_A_FONT).split())
_NAMES = frozenset((_TYPES + _TAGS).split())
_COUNTED = re.compile(r"[A-Z]\d+|X?g[0-9A-F]+")  # a font, a drawing or a sign of the file, by its number


def is_key(key: str) -> bool:
    """Whether a browser writes something under a key.

    >>> is_key("/Contents"), is_key("/F4"), is_key("/JavaScript"), is_key("/Osgood")
    (True, True, False, False)
    """
    return key[1:] in _KEYS or bool(_COUNTED.fullmatch(key[1:]))


def is_name(name: str) -> bool:
    """Whether a browser writes a name as a value."""
    return name[1:] in _NAMES or bool(_COUNTED.fullmatch(name[1:]))
