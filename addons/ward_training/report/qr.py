"""A QR code as SVG: sharp at any size on paper and on a screen, with nothing but the encoder of reportlab."""

from base64 import b64encode

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

QUIET_ZONE = 4  # modules of white around it, which readers need


def qr_address(text):
    """``text`` as a QR of medium correction, in a ``data:`` address of an SVG image."""
    return f"data:image/svg+xml;base64,{b64encode(qr_svg(text).encode()).decode()}"


def qr_svg(text):
    """``text`` as a QR of medium correction: an SVG whose unit is one module."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    side = count + 2 * QUIET_ZONE
    dots = "".join(
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h1v1h-1z"
        for row in range(count)
        for column in range(count)
        if code.isDark(row, column)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{dots}"/></svg>'
    )
