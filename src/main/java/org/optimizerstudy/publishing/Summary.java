package org.optimizerstudy.publishing;

import java.util.Optional;
import java.util.stream.Collectors;

/** The story in Markdown, which is read where code is hosted and in any editor. */
final class Summary {

  private Summary() {}

  /** The file. */
  static String of(Story story) {
    return story.parts().stream()
        .flatMap(part -> markdown(part).stream())
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  /** Empty for what only a notebook has. */
  private static Optional<String> markdown(Story.Part part) {
    if (part instanceof Story.Text text) {
      return Optional.of(text.markdown());
    }
    return part instanceof Story.Shown shown
        ? Optional.of(Markdown.image(shown.alternative(), shown.file()))
        : Optional.empty();
  }
}
