package org.optimizerstudy.publishing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.optimizerstudy.claims.ClaimsJson;
import org.optimizerstudy.data.Samples;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.figures.BlankPicture;
import org.optimizerstudy.figures.Figure;
import org.optimizerstudy.figures.FigureChart;
import org.optimizerstudy.figures.FigureCsv;
import org.optimizerstudy.figures.Fonts;
import org.optimizerstudy.figures.Picture;
import org.optimizerstudy.figures.PictureFormat;
import org.optimizerstudy.figures.SamplesPicture;
import org.optimizerstudy.figures.Stamp;
import org.optimizerstudy.results.Marker;
import org.optimizerstudy.results.SafeDirectory;
import org.optimizerstudy.results.StoredResults;

/**
 * What is published from a results directory: file names with their contents. The same records give
 * the same contents.
 *
 * @param files by their names in the directory of publication
 * @param note what was left out and why, in one line; empty if nothing was
 */
public record Report(SortedMap<String, byte[]> files, Optional<String> note) {

  /** Name of the page. */
  public static final String PAGE = "report.html";

  /** Name of the notebook. */
  public static final String NOTEBOOK = "report.ipynb";

  /** Name of the summary. */
  public static final String SUMMARY = "report.md";

  private static final String RECORDS = "records.csv";
  private static final String FIGURES = "figures";
  private static final String IN_FIGURES = FIGURES + "/";
  private static final Pattern OURS = Pattern.compile("figure\\d.*\\.(png|svg|csv)");
  private static final Pattern INLINE_PNG = Pattern.compile("iVBORw0KGgo[A-Za-z0-9+/]+={0,2}");

  /** What becomes of a chart; it is made only if it is drawn. */
  private interface Drawing {
    Optional<Picture> of(Supplier<Picture> chart);
  }

  /**
   * Draws and writes everything in memory; without charts where Java has no fonts.
   *
   * @throws InvalidInputException if no trial is finished
   */
  public static Report of(StoredResults results, Set<ReportFormat> formats) throws IOException {
    Optional<String> missing = Fonts.missing();
    return of(
        results,
        formats,
        chart -> missing.isPresent() ? Optional.empty() : Optional.of(chart.get()),
        missing.map(
            reason ->
                String.format(Locale.ROOT, "no figures were drawn: %s; %s", reason, Fonts.REMEDY)));
  }

  /**
   * The same for {@link #staleIn}, which asks of a picture only for its table: blanks stand for all
   * charts, so that no fonts are needed.
   *
   * @throws InvalidInputException if no trial is finished
   */
  public static Report toCheck(StoredResults results, Set<ReportFormat> formats)
      throws IOException {
    return of(results, formats, chart -> Optional.of(new BlankPicture()), Optional.empty());
  }

  private static Report of(
      StoredResults results, Set<ReportFormat> formats, Drawing drawing, Optional<String> note)
      throws IOException {
    Findings findings = Findings.of(results);
    SortedMap<String, byte[]> files = new TreeMap<>();
    String records = results.recordsTable();
    String claims = ClaimsJson.text(findings.judgements());
    put(files, ClaimsJson.FILE, claims);
    Map<String, byte[]> pictures = new TreeMap<>();
    for (Figure figure : findings.figures()) {
      String table = FigureCsv.of(figure);
      put(files, figure.name(), table, formats);
      Optional<Picture> picture = drawing.of(() -> new FigureChart(figure));
      if (picture.isPresent()) {
        draw(files, pictures, figure.name(), picture.get(), table, formats);
      }
    }
    if (findings.isOnMnist()) {
      SamplesPicture samples = new SamplesPicture(Samples.ofEveryDigit(SamplesPicture.PER_DIGIT));
      put(files, SamplesPicture.NAME, samples.csv(), formats);
      draw(files, pictures, SamplesPicture.NAME, samples, samples.csv(), formats);
      if (formats.contains(ReportFormat.HTML)) {
        byte[] image = PictureFormat.PNG.encode(samples, samples.csv());
        put(files, PAGE, Page.of(findings, image));
      }
    } else if (formats.contains(ReportFormat.HTML)) {
      put(files, PAGE, Page.of(findings, new byte[0]));
    }
    if (formats.contains(ReportFormat.NOTEBOOK)) {
      put(files, RECORDS, records);
      put(files, NOTEBOOK, new Notebook(findings, records, pictures).text());
    }
    if (formats.contains(ReportFormat.MARKDOWN)) {
      put(files, SUMMARY, new Summary(findings, files.keySet()).text());
    }
    return new Report(files, note);
  }

  /**
   * Writes the files, each whole or not at all.
   *
   * @throws InvalidInputException if the directory is not one of this program
   */
  public void write(Path directory) throws IOException {
    SafeDirectory root = Marker.claim(directory);
    SafeDirectory figures = root.directory(FIGURES);
    if (files.keySet().stream().anyMatch(name -> name.startsWith(IN_FIGURES))) {
      figures.create();
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String name = file.getKey();
      if (name.startsWith(IN_FIGURES)) {
        figures.write(name.substring(IN_FIGURES.length()), file.getValue());
      } else {
        root.write(name, file.getValue());
      }
    }
  }

  /** Published files that these records would not give, each with what is wrong. */
  public List<String> staleIn(Path directory) throws IOException {
    SafeDirectory root = SafeDirectory.root(directory);
    List<String> stale = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      stale(root, file.getKey(), file.getValue()).ifPresent(stale::add);
    }
    for (String orphan : figuresIn(root)) {
      if (!files.containsKey(orphan)) {
        stale.add(directory.resolve(orphan) + ": must be drawn from the records, which lack it");
      }
    }
    return stale;
  }

  private static void put(
      Map<String, byte[]> files, String figure, String table, Set<ReportFormat> formats) {
    if (formats.contains(ReportFormat.CSV)) {
      put(files, IN_FIGURES + figure + ".csv", table);
    }
  }

  private static Optional<String> stale(SafeDirectory root, String name, byte[] expected)
      throws IOException {
    boolean isFigure = name.startsWith(IN_FIGURES);
    SafeDirectory place = isFigure ? root.directory(FIGURES) : root;
    String file = isFigure ? name.substring(IN_FIGURES.length()) : name;
    try {
      if (!place.has(file)) {
        return Optional.of(place.path(file) + ": must exist, found nothing");
      }
      return content(name, expected).equals(content(name, place.read(file)))
          ? Optional.empty()
          : Optional.of(place.path(file) + ": must be what the records give, found something else");
    } catch (InvalidInputException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static void draw(
      Map<String, byte[]> files,
      Map<String, byte[]> pictures,
      String name,
      Picture picture,
      String table,
      Set<ReportFormat> formats)
      throws IOException {
    if (formats.contains(ReportFormat.SVG)) {
      files.put(IN_FIGURES + name + ".svg", PictureFormat.SVG.encode(picture, table));
    }
    if (formats.contains(ReportFormat.PNG) || formats.contains(ReportFormat.NOTEBOOK)) {
      byte[] png = PictureFormat.PNG.encode(picture, table);
      pictures.put(IN_FIGURES + name + ".png", png);
      files.put(IN_FIGURES + name + ".png", png);
    }
  }

  private static void put(Map<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Figures of this program in a directory of publication, of the formats in this report. */
  private List<String> figuresIn(SafeDirectory root) throws IOException {
    return root.directory(FIGURES).names().stream()
        .filter(name -> OURS.matcher(name).matches())
        .filter(name -> files.keySet().stream().anyMatch(f -> f.endsWith(ending(name))))
        .map(name -> IN_FIGURES + name)
        .toList();
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.'));
  }

  /** What must be equal: text with its pictures, and of a picture its stamp. */
  private static String content(String name, byte[] bytes) throws IOException {
    if (name.endsWith(".png")) {
      return Stamp.readPng(bytes);
    }
    if (name.endsWith(".svg")) {
      return Stamp.readSvg(bytes);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    StringBuilder content = new StringBuilder(INLINE_PNG.matcher(text).replaceAll("picture"));
    for (String picture : INLINE_PNG.matcher(text).results().map(m -> m.group()).toList()) {
      content.append('\n').append(inline(picture));
    }
    return content.toString();
  }

  private static String inline(String base64) throws IOException {
    try {
      return Stamp.readPng(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return "not a picture";
    }
  }
}
