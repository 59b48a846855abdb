/**
 * The rules of DL4J's own updaters. A network keeps those updaters as its configuration. {@link
 * org.optimizerstudy.optimizer.dl4j.FastUpdaters} makes a network on a CPU use these rules, which
 * give the same bits in a fraction of the time.
 *
 * <p>A rule repeats the operations of libnd4j's helper of the same name (for example {@code
 * helpers/cpu/updaterAdam.cpp}) in their order and precision. The helper is a scalar loop that
 * reloads its constants for each parameter; the rule is vectorised. AdaBelief is the exception: its
 * configuration fails in DL4J 1.0.0-M2.1, so the rule is its own configuration.
 */
package org.optimizerstudy.optimizer.dl4j;
