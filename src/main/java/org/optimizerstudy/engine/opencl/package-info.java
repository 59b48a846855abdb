/**
 * Training steps on any device with an OpenCL driver, of many trials in lockstep, with the same
 * bits on every device that rounds correctly.
 *
 * <p>From the top: the {@code OpenClEngine} looks at the {@code Installation}, which is what there
 * is of OpenCL on a machine: {@code FoundDevice}s, each with the {@code Tier} of its arithmetic,
 * which an {@code ArithmeticProbe} finds out. Nothing that a driver tells is trusted. An {@code
 * OpenClSession} trains trials by a {@code LockstepNetwork}, which is a chain of {@code
 * StageKernels} with the buffers of {@code LockstepMemory}. The kernels are the {@code .cl} files
 * of the class path's directory {@code opencl}; {@code RuleSteps} puts the steps of the update
 * rules beside them. Below is a thin layer over the driver: a {@code DeviceQueue} with its {@code
 * DeviceBuffer}s, {@code DeviceProgram}s and {@code DeviceKernel}s, whose every return code is
 * checked. Compiled programs are kept in a {@code ProgramCache}.
 *
 * <p>The order of every sum is part of a kernel's definition; the shape of tiles and work-groups
 * ({@code Tiling}) is not, and changes no bit.
 */
package org.optimizerstudy.engine.opencl;
