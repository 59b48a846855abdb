package org.optimizerstudy.figures;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.optimizerstudy.results.Checksum;
import org.w3c.dom.NodeList;

/**
 * A picture as PNG, tied to the table that it shows. Fonts and compression differ between machines,
 * so that the same table may give other bytes elsewhere; the stamp, the checksums of the table and
 * of the pixels, tells a picture of these records from an old or altered one all the same.
 *
 * <p>Streams in memory, for those that ImageIO makes need a directory for temporary files.
 */
public final class StampedPng {

  /** Pixels a point: sharp in print. */
  private static final int SCALE = 2;

  private static final String FORMAT = "javax_imageio_png_1.0";
  private static final String KEYWORD = "optimizer-study";

  private StampedPng() {}

  /**
   * Draws a picture.
   *
   * @param table the CSV that it shows
   */
  public static byte[] of(RasterImage picture, String table) throws IOException {
    BufferedImage image =
        new BufferedImage(
            SCALE * picture.width(), SCALE * picture.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    canvas.scale(SCALE, SCALE);
    picture.paint(canvas);
    canvas.dispose();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
      IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
      entry.setAttribute("keyword", KEYWORD);
      entry.setAttribute("value", Checksum.hex(bytes(table)) + " " + Checksum.hex(pixels(image)));
      IIOMetadataNode text = new IIOMetadataNode("tEXt");
      text.appendChild(entry);
      IIOMetadataNode root = new IIOMetadataNode(FORMAT);
      root.appendChild(text);
      metadata.mergeTree(FORMAT, root);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
        writer.setOutput(out);
        writer.write(new IIOImage(image, null, metadata));
      }
      return bytes.toByteArray();
    } finally {
      writer.dispose();
    }
  }

  /** The table's checksum if the picture is one that was stamped and not altered since. */
  public static String table(byte[] png) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
      reader.setInput(in);
      BufferedImage image = reader.read(0);
      IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree(FORMAT);
      NodeList entries = root.getElementsByTagName("tEXtEntry");
      String stamp =
          entries.getLength() == 0 ? "" : ((IIOMetadataNode) entries.item(0)).getAttribute("value");
      String[] parts = stamp.split(" ");
      boolean isWhole = parts.length == 2 && parts[1].equals(Checksum.hex(pixels(image)));
      return isWhole ? parts[0] : "altered";
    } catch (IIOException e) {
      return "not a picture";
    } finally {
      reader.dispose();
    }
  }

  /** Its colours, row by row, as 0xffRRGGBB. */
  private static byte[] pixels(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    ByteBuffer bytes = ByteBuffer.allocate(4 * width * height);
    IntBuffer colours = bytes.asIntBuffer();
    if (image.getRaster().getDataBuffer() instanceof DataBufferInt drawn) { // many times as fast
      for (int rgb : drawn.getData()) {
        colours.put(0xff000000 | rgb);
      }
    } else {
      colours.put(image.getRGB(0, 0, width, height, null, 0, width));
    }
    return bytes.array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
