/**
 * Training steps on any device with an OpenCL driver, of many trials in lockstep.
 *
 * <p>Below is a thin layer over the driver: a {@code DeviceQueue} with its {@code DeviceBuffer}s,
 * {@code DeviceProgram}s and {@code DeviceKernel}s, whose every return code is checked.
 */
package org.optimizerstudy.engine.opencl;
