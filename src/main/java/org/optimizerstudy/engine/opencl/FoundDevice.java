package org.optimizerstudy.engine.opencl;

import java.util.Locale;
import org.bytedeco.opencl._cl_device_id;
import org.optimizerstudy.results.Device;

/**
 * A device that an OpenCL driver offers.
 *
 * @param number by which a user asks for it, from 0
 * @param description as the driver has it
 * @param tier of its arithmetic
 * @param handle the driver's
 */
record FoundDevice(int number, DeviceDescription description, Tier tier, _cl_device_id handle) {

  boolean isGpu() {
    return description.kind() == DeviceDescription.Kind.GPU;
  }

  /** Whether it is of the same model and driver. */
  boolean isLike(FoundDevice other) {
    return description.name().equals(other.description.name())
        && description.platform().equals(other.description.platform());
  }

  /** Name and platform, by which a user asks for it. */
  String title() {
    return "%s (%s)".formatted(description.name(), description.platform());
  }

  /** Whether a user's word is its name, with or without its platform. */
  boolean isNamed(String word) {
    return word.equalsIgnoreCase(description.name()) || word.equalsIgnoreCase(title());
  }

  /** Whether a user's word is a part of its title. */
  boolean matches(String word) {
    return title().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
  }

  /** What trial.json records. */
  Device toDevice() {
    return description.toDevice(tier);
  }

  /** All about it in a line. */
  String line() {
    return "%s: %s of %s, %s, %d MiB, at most %d MiB a buffer, %d compute units, %d KiB of local memory, driver %s, OpenCL %s"
        .formatted(
            title(),
            description.kind(),
            description.vendor(),
            tier.isFirst()
                ? "first tier"
                : "second tier (without %s)".formatted(String.join(", ", tier.missing())),
            description.memory() >> 20,
            description.largestAllocation() >> 20,
            description.computeUnits(),
            description.localMemory() >> 10,
            description.driver(),
            description.version());
  }
}
