package org.optimizerstudy.figures;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.StringWriter;
import java.util.Base64;
import java.util.Locale;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.Samples;

/** Figure 1: a row a digit, ink on paper, without text. */
public record SamplesImage(Samples samples) implements RasterImage {

  /** Name of its files without ending. */
  public static final String NAME = "figure1";

  /** What it shows, in words. */
  public static final String TITLE =
      "Handwritten digits, 16 of each from 0 in the first row to 9 in the last";

  /** Images of each digit. */
  public static final int PER_DIGIT = 16;

  private static final int GAP = 4;
  private static final int PLACE = Dataset.IMAGE_SIZE + GAP;

  @Override
  public int width() {
    return PER_DIGIT * PLACE + GAP;
  }

  @Override
  public int height() {
    return Dataset.CLASSES * PLACE + GAP;
  }

  @Override
  public void paint(Graphics2D canvas) {
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, width(), height());
    int column = 0;
    int row = -1;
    for (Samples.Image image : samples.images()) {
      boolean isNewRow = row != image.label();
      column = isNewRow ? 0 : column + 1;
      row = image.label();
      canvas.drawImage(bitmap(image), GAP + column * PLACE, GAP + row * PLACE, null);
    }
  }

  /** What stands where: the index of every image in the test files. */
  public String csv() {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    csv.writeRecord("file", "index", "label");
    for (Samples.Image image : samples.images()) {
      csv.writeRecord(
          "t10k-images-idx3-ubyte",
          Integer.toString(image.index()),
          Integer.toString(image.label()));
    }
    return text.toString();
  }

  /** The picture as SVG around its PNG: pixels are what it shows. */
  public String svg(byte[] png) {
    return String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" role=\"img\">\n"
            + "<title>%3$s</title>\n"
            + "<image width=\"%1$d\" height=\"%2$d\" href=\"data:image/png;base64,%4$s\"/>\n"
            + "</svg>\n",
        width(),
        height(),
        TITLE,
        Base64.getEncoder().encodeToString(png));
  }

  private static BufferedImage bitmap(Samples.Image image) {
    BufferedImage bitmap =
        new BufferedImage(Dataset.IMAGE_SIZE, Dataset.IMAGE_SIZE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < Dataset.IMAGE_SIZE; y++) {
      for (int x = 0; x < Dataset.IMAGE_SIZE; x++) {
        int paper = 255 - image.ink(y, x);
        bitmap.setRGB(x, y, paper << 16 | paper << 8 | paper);
      }
    }
    return bitmap;
  }
}
