/**
 * DL4J's reference updaters. A network keeps them as its configuration; {@link
 * org.optimizerstudy.optimizer.dl4j.FastUpdaters} lets a network that is to be trained on a CPU
 * take its steps through twins in Java, which give the same bits in a fraction of the time.
 *
 * <p>A twin repeats the operations of libnd4j's helper of the same name (for example {@code
 * helpers/cpu/updaterAdam.cpp}) in their order and precision. That helper is a scalar loop that
 * reads its constants from memory again for each parameter; the twin is vectorised.
 */
package org.optimizerstudy.optimizer.dl4j;
