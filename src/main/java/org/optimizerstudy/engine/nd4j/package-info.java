/**
 * Engines that train by a {@link org.deeplearning4j.nn.multilayer.MultiLayerNetwork} on one of
 * ND4J's backends: {@code nd4j} on the CPU and {@code nd4j-cuda} on NVIDIA's GPUs, both with DL4J's
 * stock layers. A {@link org.optimizerstudy.engine.nd4j.NetworkSession} holds one trial.
 *
 * <p>ND4J takes a backend at its first use, for the life of the process, and falls back to the CPU
 * without an error where CUDA does not start; {@link org.optimizerstudy.engine.nd4j.Nd4jBackends}
 * and {@link org.optimizerstudy.engine.nd4j.CudaExamination} find that out before anything touches
 * {@code Nd4j}.
 */
package org.optimizerstudy.engine.nd4j;
