/**
 * Fast CPU layers for Deeplearning4j: layers of a {@link
 * org.deeplearning4j.nn.multilayer.MultiLayerNetwork} that compute with oneDNN primitives through
 * the JavaCPP preset.
 *
 * <p>{@link org.optimizerstudy.engine.onednn.OneDnnEngine} is the engine {@code onednn}. {@link
 * org.optimizerstudy.engine.onednn.OneDnnLayers} converts a configuration of stock layers to these
 * layers. Parameters, gradients and updater state stay in DL4J's flattened views, in DL4J's order.
 *
 * <p>Between these layers images {@code [N, C, H, W]} may be in channel blocks, as row-major arrays
 * {@code [N, C / B, H, W, B]}, which are recognised by their rank. Each layer owns its result
 * arrays and reuses them: the activations and gradients that it returns are valid until its next
 * call with the same batch size.
 */
package org.optimizerstudy.engine.onednn;
