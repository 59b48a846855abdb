package org.optimizerstudy.publishing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The story as a Jupyter notebook (nbformat 4.5). Its text is that of {@link Summary}, and its
 * pictures are the published ones. Cells of Python (pandas, matplotlib) follow, for readers who go
 * on: they read the published tables beside the notebook and have no outputs until they are run.
 */
final class Notebook {

  private static final int WIDTH = 900;

  private final Map<String, byte[]> files;
  private final ArrayNode cells = JsonNodeFactory.instance.arrayNode();
  private int executed;

  /**
   * @param files published files by their names
   */
  Notebook(Map<String, byte[]> files) {
    this.files = files;
  }

  /** The file. */
  String text(Story story) throws IOException {
    markdown(
        "*Cells of Python need pandas and matplotlib, and the published files beside this notebook."
            + " Run the first one first.*");
    waiting(source("load.py"));
    for (Story.Part part : story.parts()) {
      write(part);
    }
    ObjectNode notebook = JsonNodeFactory.instance.objectNode();
    notebook.set("cells", cells);
    ObjectNode metadata = notebook.putObject("metadata");
    metadata
        .putObject("kernelspec")
        .put("display_name", "Python 3")
        .put("language", "python")
        .put("name", "python3");
    metadata.putObject("language_info").put("name", "python");
    notebook.put("nbformat", 4).put("nbformat_minor", 5);
    return notebook.toPrettyString() + "\n";
  }

  private void write(Story.Part part) throws IOException {
    if (part instanceof Story.Text text) {
      markdown(text.markdown());
    } else if (part instanceof Story.Shown shown) {
      picture(shown.file(), files.get(shown.file()));
    } else if (part instanceof Story.Drawable drawable) {
      waiting(source("draw.py").replace("@FILE@", drawable.table()));
    } else if (part == Story.Explore.VERDICTS) {
      waiting(source("verdicts.py"));
    } else if (part == Story.Explore.RECORDS) {
      waiting(source("records.py"));
    }
  }

  private void markdown(String text) {
    lines(cell("markdown").putArray("source"), text);
  }

  /** A picture as the cell before it shows it: the published file. */
  private void picture(String file, byte[] png) throws IOException {
    executed++;
    ObjectNode cell = code(source("figure.py").replace("@FILE@", file));
    cell.put("execution_count", executed);
    ObjectNode output = cell.withArray("outputs").addObject();
    output.put("output_type", "execute_result").put("execution_count", executed);
    ObjectNode data = output.putObject("data");
    data.put("image/png", Base64.getEncoder().encodeToString(png));
    data.putArray("text/plain").add("<IPython.core.display.Image object>");
    output.putObject("metadata").putObject("image/png").put("width", WIDTH);
  }

  /** A cell that its reader runs. */
  private void waiting(String source) {
    code(source).putNull("execution_count");
  }

  private ObjectNode code(String source) {
    ObjectNode cell = cell("code");
    cell.putArray("outputs");
    lines(cell.putArray("source"), source.stripTrailing());
    return cell;
  }

  private ObjectNode cell(String type) {
    ObjectNode cell = cells.addObject();
    cell.put("cell_type", type).put("id", "cell-" + cells.size());
    cell.putObject("metadata");
    return cell;
  }

  /** Adds text as notebooks store it: one string per line, with its line break. */
  private static void lines(ArrayNode array, String text) {
    for (String line : text.split("(?<=\n)")) {
      array.add(line);
    }
  }

  private static String source(String script) throws IOException {
    try (InputStream in = Notebook.class.getResourceAsStream("/notebook/" + script)) {
      if (in == null) {
        throw new IllegalStateException("/notebook/" + script + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
