/**
 * Training steps on any device with an OpenCL driver, of many trials in lockstep.
 *
 * <p>An {@code Installation} is what there is of OpenCL on a machine: {@code FoundDevice}s, each
 * with the {@code Tier} of its arithmetic, which an {@code ArithmeticProbe} finds out. Nothing that
 * a driver tells is trusted.
 *
 * <p>Below is a thin layer over the driver: a {@code DeviceQueue} with its {@code DeviceBuffer}s,
 * {@code DeviceProgram}s and {@code DeviceKernel}s, whose every return code is checked. Compiled
 * programs are kept in a {@code ProgramCache}.
 */
package org.optimizerstudy.engine.opencl;
