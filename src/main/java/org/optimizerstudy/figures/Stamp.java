package org.optimizerstudy.figures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * Ties a picture to the table that it shows. Fonts and compression differ between machines, so that
 * the same table may give other bytes elsewhere; the stamp, the checksums of the table and of the
 * drawing, tells a picture of these records from an old or altered one all the same.
 *
 * <p>Streams in memory, for those that ImageIO makes need a directory for temporary files.
 */
public final class Stamp {

  private static final String FORMAT = "javax_imageio_png_1.0";
  private static final String KEYWORD = "optimizer-study";
  private static final Pattern COMMENT =
      Pattern.compile("\n?<!-- " + KEYWORD + " ([0-9a-f ]+) -->\n$");

  private Stamp() {}

  static byte[] png(BufferedImage image, String table) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
      IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
      entry.setAttribute("keyword", KEYWORD);
      entry.setAttribute("value", of(table, pixels(image)));
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

  static byte[] svg(byte[] drawing, String table) {
    String text = new String(drawing, StandardCharsets.UTF_8).stripTrailing();
    String comment =
        String.format(Locale.ROOT, "\n<!-- %s %s -->\n", KEYWORD, of(table, bytes(text)));
    return bytes(text + comment);
  }

  /** The table's checksum if the picture is one that was stamped and not altered since. */
  public static String readPng(byte[] png) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
      reader.setInput(in);
      BufferedImage image = reader.read(0);
      IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree(FORMAT);
      NodeList entries = root.getElementsByTagName("tEXtEntry");
      String stamp =
          entries.getLength() == 0 ? "" : ((IIOMetadataNode) entries.item(0)).getAttribute("value");
      return table(stamp, pixels(image));
    } catch (IIOException e) {
      return "not a picture";
    } finally {
      reader.dispose();
    }
  }

  /** The table's checksum if the picture is one that was stamped and not altered since. */
  public static String readSvg(byte[] svg) {
    String text = new String(svg, StandardCharsets.UTF_8);
    Matcher comment = COMMENT.matcher(text);
    return comment.find()
        ? table(comment.group(1), bytes(text.substring(0, comment.start())))
        : "not stamped";
  }

  private static String of(String table, byte[] drawing) {
    return Checksum.hex(bytes(table)) + " " + Checksum.hex(drawing);
  }

  private static String table(String stamp, byte[] drawing) {
    String[] parts = stamp.split(" ");
    return parts.length == 2 && parts[1].equals(Checksum.hex(drawing)) ? parts[0] : "altered";
  }

  private static byte[] pixels(BufferedImage image) {
    int width = image.getWidth();
    int[] colours = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    ByteBuffer bytes = ByteBuffer.allocate(4 * colours.length);
    bytes.asIntBuffer().put(colours);
    return bytes.array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
