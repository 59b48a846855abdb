/**
 * Fast CPU layers for Deeplearning4j: ordinary layers of a {@link
 * org.deeplearning4j.nn.multilayer.MultiLayerNetwork} whose arithmetic is done by oneDNN primitives
 * through their JavaCPP preset.
 *
 * <p>{@link org.optimizerstudy.engine.onednn.OneDnnLayers} is the only entry: it turns a
 * configuration of stock layers into one of these with the same meaning. Parameters, gradients and
 * updater state stay in DL4J's flattened views, in DL4J's order.
 *
 * <p>Between these layers images {@code [N, C, H, W]} may travel in channel blocks, as row-major
 * arrays {@code [N, C / B, H, W, B]} that say so by their rank. Each layer owns its result arrays
 * and reuses them: the activations and gradients that it hands on are valid until its next call
 * with the same batch size.
 */
package org.optimizerstudy.engine.onednn;
