package org.optimizerstudy.engine.nd4j.cuda;

import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_NO_DEVICE;
import static org.bytedeco.cuda.global.cudart.CUDA_SUCCESS;
import static org.bytedeco.cuda.global.cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR;
import static org.bytedeco.cuda.global.cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR;
import static org.bytedeco.cuda.global.cudart.cuDeviceGet;
import static org.bytedeco.cuda.global.cudart.cuDeviceGetAttribute;
import static org.bytedeco.cuda.global.cudart.cuDeviceGetCount;
import static org.bytedeco.cuda.global.cudart.cuDeviceGetName;
import static org.bytedeco.cuda.global.cudart.cuDeviceTotalMem;
import static org.bytedeco.cuda.global.cudart.cuDriverGetVersion;
import static org.bytedeco.cuda.global.cudart.cuInit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.SizeTPointer;
import org.optimizerstudy.engine.nd4j.Gpu;
import org.optimizerstudy.engine.nd4j.GpuDriver;

/** Asks by CUDA's driver API, which makes no context and leaves the devices as they are. */
public final class NvidiaDriver implements GpuDriver {

  private static final int NAME_LENGTH = 256;

  @Override
  public Answer ask() {
    int[] version = new int[1];
    check("cuDriverGetVersion", cuDriverGetVersion(version));
    int initialized = cuInit(0);
    if (initialized == CUDA_ERROR_NO_DEVICE) {
      return new Answer(version[0], List.of());
    }
    check("cuInit", initialized);
    int[] count = new int[1];
    check("cuDeviceGetCount", cuDeviceGetCount(count));
    List<Gpu> gpus = new ArrayList<>();
    for (int i = 0; i < count[0]; i++) {
      int[] device = new int[1];
      check("cuDeviceGet", cuDeviceGet(device, i));
      gpus.add(new Gpu(name(device[0]), capability(device[0]), memory(device[0])));
    }
    return new Answer(version[0], gpus);
  }

  private static String name(int device) {
    byte[] name = new byte[NAME_LENGTH];
    check("cuDeviceGetName", cuDeviceGetName(name, name.length, device));
    String text = new String(name, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static Gpu.Capability capability(int device) {
    return new Gpu.Capability(
        attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device),
        attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, device));
  }

  private static int attribute(int attribute, int device) {
    int[] value = new int[1];
    check("cuDeviceGetAttribute", cuDeviceGetAttribute(value, attribute, device));
    return value[0];
  }

  private static long memory(int device) {
    try (SizeTPointer bytes = new SizeTPointer(1)) {
      check("cuDeviceTotalMem", cuDeviceTotalMem(bytes, device));
      return bytes.get();
    }
  }

  private static void check(String call, int error) {
    if (error != CUDA_SUCCESS) {
      throw new IllegalStateException(call + " answers with CUDA's error " + error);
    }
  }
}
