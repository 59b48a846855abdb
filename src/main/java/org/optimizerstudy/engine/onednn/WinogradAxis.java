package org.optimizerstudy.engine.onednn;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A sliding window of three taps and stride 1 along one image axis, in tiles of four outputs. If
 * one or two outputs remain, the last tile has two; if three remain, four, of which one is dropped.
 *
 * @param window the window
 */
record WinogradAxis(Window window) {

  private static final int FOUR = WinogradTile.FOUR.outputs();

  /** Number of tiles. */
  int tiles() {
    return Math.toIntExact((window.output() + FOUR - 1) / FOUR);
  }

  /** Number of tiles that have a point, the first ones. */
  int tiles(int point) {
    boolean smallLast = tile(tiles() - 1) == WinogradTile.TWO;
    return smallLast && point >= WinogradTile.TWO.points() ? tiles() - 1 : tiles();
  }

  /** The size of tile t. */
  WinogradTile tile(int t) {
    return window.output() - firstOutput(t) > WinogradTile.TWO.outputs()
        ? WinogradTile.FOUR
        : WinogradTile.TWO;
  }

  /** The sizes that occur. */
  Set<WinogradTile> sizes() {
    return IntStream.range(0, tiles()).mapToObj(this::tile).collect(Collectors.toSet());
  }

  /** The first output of tile t. */
  int firstOutput(int t) {
    return t * FOUR;
  }

  /** The first pixel of tile t; it is negative if the tile starts with padding. */
  int firstPixel(int t) {
    return firstOutput(t) - Math.toIntExact(window.before());
  }
}
