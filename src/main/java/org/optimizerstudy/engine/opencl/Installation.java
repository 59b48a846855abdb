package org.optimizerstudy.engine.opencl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencl._cl_device_id;
import org.bytedeco.opencl._cl_platform_id;
import org.bytedeco.opencl.global.OpenCL;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.engine.DeviceRequest;
import org.optimizerstudy.natives.NativeLibraries;

/**
 * What there is of OpenCL on a machine, and which of its devices a run takes: the device that was
 * asked for, or else the GPUs of the best model. A CPU is never taken unless it is asked for.
 *
 * @param noLoader why there is no OpenCL at all; empty if there is
 * @param devices in the order of their numbers
 * @param faults what cannot be used and why, a line each
 */
record Installation(Optional<String> noLoader, List<FoundDevice> devices, List<String> faults) {

  /** CL_PLATFORM_NOT_FOUND_KHR of the ICD loader. */
  private static final int NO_PLATFORM = -1001;

  /** CL_PLATFORM_ICD_SUFFIX_KHR, for example "POCL". */
  private static final int ICD_SUFFIX = 0x0920;

  /** More than any machine has. */
  private static final int MOST = 64;

  /** Devices that run programs. */
  private static final int COMPUTING =
      OpenCL.CL_DEVICE_TYPE_GPU | OpenCL.CL_DEVICE_TYPE_CPU | OpenCL.CL_DEVICE_TYPE_ACCELERATOR;

  private static final String INSTALL =
      "install the driver of your GPU with its OpenCL library; containers need --gpus all and"
          + " NVIDIA_DRIVER_CAPABILITIES=compute,utility";

  Installation {
    devices = List.copyOf(devices);
    faults = List.copyOf(faults);
  }

  /**
   * What a run takes.
   *
   * @param devices none if there is an obstacle
   * @param verdict says which, or what the obstacle is
   */
  record Selection(List<FoundDevice> devices, Check verdict) {}

  /** Looks at this machine; computes on each device for its tier. */
  static Installation read() {
    try {
      IcdLoader.load();
    } catch (LinkageError e) {
      return new Installation(Optional.of(NativeLibraries.reason(e)), List.of(), List.of());
    }
    Reading reading = new Reading(DriverCall.LIMIT);
    reading.readPlatforms();
    return new Installation(Optional.empty(), reading.devices, reading.faults);
  }

  private static List<_cl_platform_id> platforms() {
    int[] count = new int[1];
    int code = OpenCL.clGetPlatformIDs(0, (PointerPointer<Pointer>) null, count);
    if (code == NO_PLATFORM) {
      return List.of();
    }
    OpenClException.check("clGetPlatformIDs", code);
    int length = bounded(count[0]);
    if (length == 0) {
      return List.of();
    }
    try (PointerPointer<Pointer> ids = new PointerPointer<>(length)) {
      OpenClException.check("clGetPlatformIDs", OpenCL.clGetPlatformIDs(length, ids, count));
      return IntStream.range(0, length).mapToObj(i -> new _cl_platform_id(ids.get(i))).toList();
    }
  }

  private static List<_cl_device_id> devices(_cl_platform_id platform) {
    int[] count = new int[1];
    int code = OpenCL.clGetDeviceIDs(platform, COMPUTING, 0, (PointerPointer<Pointer>) null, count);
    if (code == OpenCL.CL_DEVICE_NOT_FOUND) {
      return List.of();
    }
    OpenClException.check("clGetDeviceIDs", code);
    int length = bounded(count[0]);
    if (length == 0) {
      return List.of();
    }
    try (PointerPointer<Pointer> ids = new PointerPointer<>(length)) {
      OpenClException.check(
          "clGetDeviceIDs", OpenCL.clGetDeviceIDs(platform, COMPUTING, length, ids, count));
      return IntStream.range(0, length).mapToObj(i -> new _cl_device_id(ids.get(i))).toList();
    }
  }

  private static int bounded(int count) {
    return Math.max(0, Math.min(count, MOST));
  }

  /** Asks the drivers, each call with a limit of time. */
  private static final class Reading {

    private final Duration limit;
    private final ArithmeticProbe probe = new ArithmeticProbe();
    private final List<FoundDevice> devices = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Reading(Duration limit) {
      this.limit = limit;
    }

    void readPlatforms() {
      try {
        String drivers = "one of the drivers " + String.join(", ", IcdLoader.drivers());
        DriverCall.within(limit, drivers, Installation::platforms).forEach(this::readPlatform);
      } catch (OpenClException e) {
        faults.add(e.getMessage());
      }
    }

    private void readPlatform(_cl_platform_id id) {
      String platform = "a platform without a name";
      try {
        platform = DriverCall.within(limit, platform, () -> name(DriverInfo.of(id)));
        List<_cl_device_id> handles = DriverCall.within(limit, platform, () -> devices(id));
        if (handles.isEmpty()) {
          faults.add(platform + ": no device");
        }
        for (_cl_device_id handle : handles) {
          readDevice(platform, handle);
        }
      } catch (OpenClException e) {
        faults.add(platform + ": " + e.getMessage());
      }
    }

    private void readDevice(String platform, _cl_device_id handle) {
      String name = "a device without a name";
      try {
        DriverInfo info = DriverInfo.of(handle);
        name = DriverCall.within(limit, name, () -> info.text(OpenCL.CL_DEVICE_NAME));
        int number = devices.size();
        devices.add(
            DriverCall.within(
                limit,
                "the driver of " + name,
                () -> {
                  DeviceDescription description = DeviceDescription.read(platform, info);
                  Tier tier = probe.tier(handle, description);
                  return new FoundDevice(number, description, tier, handle);
                }));
      } catch (OpenClException e) {
        faults.add("%s (%s): %s".formatted(name, platform, e.getMessage()));
      }
    }
  }

  /** A platform's name, with the driver's short name where that is no part of it. */
  static String name(DriverInfo platform) {
    String name = platform.text(OpenCL.CL_PLATFORM_NAME);
    String suffix;
    try {
      suffix = platform.text(ICD_SUFFIX);
    } catch (OpenClException e) {
      return name; // drivers need not have one
    }
    return name.toLowerCase(Locale.ROOT).contains(suffix.toLowerCase(Locale.ROOT))
        ? name
        : name + ", " + suffix;
  }

  /** Every device, what cannot be used, and last whether a run can start. */
  List<Check> checks(DeviceRequest request) {
    List<Check> checks = new ArrayList<>();
    for (FoundDevice device : devices) {
      checks.add(
          Check.ok(
              "Device " + device.number(),
              device.line() + (device.isGpu() ? "" : "; taken by --device alone")));
    }
    if (!devices.isEmpty()) {
      faults.forEach(fault -> checks.add(Check.ok("Left out", fault)));
    }
    checks.add(select(request).verdict());
    return checks;
  }

  /** What a run takes. */
  Selection select(DeviceRequest request) {
    if (noLoader.isPresent()) {
      return obstacle(
          "OpenCL's loader cannot be loaded: " + noLoader.get(),
          "OpenCL needs the build for Linux x86-64 and its native libraries; take another --engine");
    }
    if (devices.isEmpty()) {
      return faults.isEmpty()
          ? obstacle("no OpenCL driver is installed", INSTALL)
          : obstacle("no OpenCL device can be used: " + String.join("; ", faults), INSTALL);
    }
    return request.device().map(this::named).orElseGet(this::best);
  }

  /** The device of a number, of a whole name, or else of a part of one. */
  private Selection named(String word) {
    boolean isNumber = word.matches("\\d{1,2}"); // 4090 is a part of a name
    List<FoundDevice> found =
        Stream.<Predicate<FoundDevice>>of(
                device -> word.equals(Integer.toString(device.number())),
                device -> device.isNamed(word),
                device -> !word.isBlank() && !isNumber && device.matches(word))
            .map(rule -> devices.stream().filter(rule).toList())
            .filter(some -> !some.isEmpty())
            .findFirst()
            .orElse(List.of());
    if (found.size() == 1) {
      return taken(found);
    }
    return obstacle(
        "%s named \"%s\"".formatted(found.isEmpty() ? "no device is" : "several devices are", word),
        "give --device the number or a part of the name of one: " + list(found));
  }

  /** Devices of one model take as long as each other, so that none waits for a slow one. */
  private Selection best() {
    Optional<FoundDevice> best =
        devices.stream()
            .filter(FoundDevice::isGpu)
            .min(
                Comparator.comparing((FoundDevice device) -> !device.tier().isFirst())
                    .thenComparing(device -> -device.description().memory()));
    if (best.isEmpty()) {
      return obstacle(
          "no GPU, and another device must be asked for by --device: " + list(devices), INSTALL);
    }
    return taken(
        devices.stream()
            .filter(FoundDevice::isGpu)
            .filter(device -> device.isLike(best.get()) && device.tier().equals(best.get().tier()))
            .toList());
  }

  private Selection taken(List<FoundDevice> taken) {
    return new Selection(taken, Check.ok("OpenCL", "computes on " + list(taken)));
  }

  private static Selection obstacle(String found, String remedy) {
    return new Selection(List.of(), Check.bad("OpenCL", found, remedy));
  }

  /** Numbers and names; of all devices if there are none. */
  private String list(List<FoundDevice> some) {
    Stream<FoundDevice> listed = (some.isEmpty() ? devices : some).stream();
    return listed
        .map(device -> device.number() + " " + device.title())
        .collect(Collectors.joining(", "));
  }
}
