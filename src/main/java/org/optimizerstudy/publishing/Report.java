package org.optimizerstudy.publishing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.optimizerstudy.claims.ClaimsJson;
import org.optimizerstudy.data.Samples;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.figures.BlankImage;
import org.optimizerstudy.figures.Chart;
import org.optimizerstudy.figures.Figure;
import org.optimizerstudy.figures.FigureCsv;
import org.optimizerstudy.figures.Figures;
import org.optimizerstudy.figures.Fonts;
import org.optimizerstudy.figures.RasterChart;
import org.optimizerstudy.figures.RasterImage;
import org.optimizerstudy.figures.SamplesImage;
import org.optimizerstudy.figures.StampedPng;
import org.optimizerstudy.figures.Svg;
import org.optimizerstudy.results.Marker;
import org.optimizerstudy.results.ResultsFiles;
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
  public static final String PAGE = ResultsFiles.PAGE;

  /** Name of the notebook. */
  public static final String NOTEBOOK = ResultsFiles.NOTEBOOK;

  /** Name of the summary. */
  public static final String SUMMARY = ResultsFiles.SUMMARY;

  private static final String IN_FIGURES = ResultsFiles.FIGURES + "/";
  private static final Pattern INLINE_PNG = Pattern.compile("iVBORw0KGgo[A-Za-z0-9+/]+={0,2}");

  /** What becomes of a chart as PNG. */
  private interface Rasterizer {
    Optional<RasterImage> of(Chart chart);
  }

  /**
   * Draws and writes everything in memory; without charts as PNG where Java has no fonts.
   *
   * @throws InvalidInputException if no trial is finished
   */
  public static Report of(StoredResults results, Set<ReportFormat> formats) throws IOException {
    Optional<String> missing = missing();
    return of(results, formats, rasterizer(missing), missing);
  }

  /**
   * The same for {@link #staleIn}, which compares only the table of a PNG: charts are blank, so
   * that no fonts are needed.
   *
   * @throws InvalidInputException if no trial is finished
   */
  public static Report toCheck(StoredResults results, Set<ReportFormat> formats)
      throws IOException {
    return of(results, formats, chart -> Optional.of(new BlankImage()), Optional.empty());
  }

  /** The figures that compare rules, and nothing else; no file if no trials allow them. */
  public static Report ofRules(StoredResults results) throws IOException {
    Set<ReportFormat> formats = EnumSet.of(ReportFormat.PNG, ReportFormat.SVG, ReportFormat.CSV);
    Optional<String> missing = missing();
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Figure figure : Figures.of(results.histories())) {
      if (figure.kind().comparesRules()) {
        files.putAll(forms(figure, formats, rasterizer(missing)));
      }
    }
    return new Report(files, missing);
  }

  private static Optional<String> missing() {
    return Fonts.missing()
        .map(
            reason ->
                String.format(
                    Locale.ROOT, "no figures were drawn as PNG: %s; %s", reason, Fonts.REMEDY));
  }

  private static Rasterizer rasterizer(Optional<String> missing) {
    return chart -> missing.isPresent() ? Optional.empty() : Optional.of(new RasterChart(chart));
  }

  private static Report of(
      StoredResults results,
      Set<ReportFormat> formats,
      Rasterizer rasterizer,
      Optional<String> note)
      throws IOException {
    Findings findings = Findings.of(results);
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Figure figure : findings.figures()) {
      files.putAll(forms(figure, formats, rasterizer));
    }
    byte[] samples = new byte[0];
    if (findings.isOnMnist()) {
      SamplesImage picture = new SamplesImage(Samples.ofEveryDigit(SamplesImage.PER_DIGIT));
      samples = StampedPng.of(picture, picture.csv());
      Map<ReportFormat, byte[]> forms = new EnumMap<>(ReportFormat.class);
      forms.put(ReportFormat.CSV, bytes(picture.csv()));
      forms.put(ReportFormat.SVG, bytes(picture.svg(samples)));
      forms.put(ReportFormat.PNG, samples);
      files.putAll(named(SamplesImage.NAME, forms, formats));
    }
    files.put(
        ClaimsJson.FILE, bytes(ClaimsJson.text(findings.judgements(), findings.outOfSample())));
    if (formats.contains(ReportFormat.HTML)) {
      files.put(PAGE, bytes(Page.of(findings, samples)));
    }
    if (formats.contains(ReportFormat.NOTEBOOK)) {
      files.put(ResultsFiles.RECORDS, bytes(results.recordsTable()));
      files.put(NOTEBOOK, bytes(new Notebook(files).text(Story.of(findings, files.keySet()))));
    }
    if (formats.contains(ReportFormat.MARKDOWN)) {
      files.put(SUMMARY, bytes(Summary.of(Story.of(findings, files.keySet()))));
    }
    return new Report(files, note);
  }

  /** A figure in the formats that are asked for. */
  private static Map<String, byte[]> forms(
      Figure figure, Set<ReportFormat> formats, Rasterizer rasterizer) throws IOException {
    String table = FigureCsv.of(figure);
    Map<ReportFormat, byte[]> forms = new EnumMap<>(ReportFormat.class);
    forms.put(ReportFormat.CSV, bytes(table));
    if (formats.contains(ReportFormat.SVG)) {
      forms.put(ReportFormat.SVG, bytes(Svg.file(figure.chart())));
    }
    Optional<RasterImage> picture =
        showsPng(formats) ? rasterizer.of(figure.chart()) : Optional.empty();
    if (picture.isPresent()) {
      forms.put(ReportFormat.PNG, StampedPng.of(picture.get(), table));
    }
    return named(figure.name(), forms, formats);
  }

  private static Map<String, byte[]> named(
      String name, Map<ReportFormat, byte[]> forms, Set<ReportFormat> formats) {
    Map<String, byte[]> files = new TreeMap<>();
    forms.forEach(
        (format, content) -> {
          boolean isRead = format != ReportFormat.SVG && formats.contains(ReportFormat.NOTEBOOK);
          if (formats.contains(format) || isRead) {
            files.put(FigureFile.of(name, format), content);
          }
        });
    return files;
  }

  /** The notebook shows PNGs and reads the tables, too. */
  private static boolean showsPng(Set<ReportFormat> formats) {
    return formats.contains(ReportFormat.PNG) || formats.contains(ReportFormat.NOTEBOOK);
  }

  /**
   * Writes the files, each whole or not at all.
   *
   * @throws InvalidInputException if the directory is not one of this program
   */
  public void write(Path directory) throws IOException {
    SafeDirectory root = Marker.claim(directory);
    SafeDirectory figures = root.directory(ResultsFiles.FIGURES);
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

  private static Optional<String> stale(SafeDirectory root, String name, byte[] expected)
      throws IOException {
    boolean isFigure = name.startsWith(IN_FIGURES);
    SafeDirectory place = isFigure ? root.directory(ResultsFiles.FIGURES) : root;
    String file = isFigure ? name.substring(IN_FIGURES.length()) : name;
    try {
      if (!place.has(file)) {
        return Optional.of(place.path(file) + ": not found");
      }
      return content(name, expected).equals(content(name, place.read(file)))
          ? Optional.empty()
          : Optional.of(place.path(file) + ": must be what the records give, found something else");
    } catch (InvalidInputException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Figures of this program in a directory of publication, of the formats in this report. */
  private List<String> figuresIn(SafeDirectory root) throws IOException {
    SafeDirectory figures = root.directory(ResultsFiles.FIGURES);
    return figures.names().stream()
        .filter(figures::owns)
        .filter(name -> files.keySet().stream().anyMatch(f -> f.endsWith(ending(name))))
        .map(name -> IN_FIGURES + name)
        .toList();
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.'));
  }

  /** What must be equal: text, and of a PNG, alone or in text, its stamp. */
  private static String content(String name, byte[] bytes) throws IOException {
    if (name.endsWith(".png")) {
      return StampedPng.table(bytes);
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
      return StampedPng.table(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return "not a picture";
    }
  }
}
