package org.plainsight.qr;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as one path of unit squares.
 *
 * @param side of the picture with its quiet zone, in modules
 * @param path SVG path data
 */
public record QrPicture(int side, String path) {

    /** The width of the white border that readers need. */
    private static final int QUIET = 4;

    public static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }

    /** The picture as a file of its own, black on white. */
    public String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
                <rect width="%d" height="%d" fill="#fff"/><path d="%s"/></svg>
                """.formatted(side, side, side, side, path);
    }
}
