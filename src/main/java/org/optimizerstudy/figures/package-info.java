/**
 * Figures: which trials each shows, what they measured there, and how that is drawn.
 *
 * <p>A {@link org.optimizerstudy.figures.FigureKind} states what a figure shows, {@link
 * org.optimizerstudy.figures.Figures} takes it from the trials, and a {@link
 * org.optimizerstudy.figures.Chart} describes what is drawn: the one source of the table as CSV, of
 * the table in the page, and of the drawing. The drawing, paths and words at places, is made once
 * ({@code Layout}) and written as SVG, for a file and inside pages, or painted on pixels.
 *
 * <p>The code for charts is the program's own. One description has to give PNGs without a browser,
 * SVG that takes its colours from a page's stylesheet (light, dark, print), and the same bytes on
 * every machine, with or without fonts, so that what is published can be checked. The libraries for
 * browsers (Vega-Lite, Observable Plot, ECharts, uPlot) need JavaScript, so that pictures would be
 * drawn by a second program; those for Java (XChart, JFreeChart) measure text with the fonts of the
 * machine and write SVG through a Graphics2D, without classes or text.
 */
package org.optimizerstudy.figures;
