/**
 * The interface between trials and the engines that compute them.
 *
 * <p>An {@link org.optimizerstudy.engine.Engine} is an entry of the catalogue ({@link
 * org.optimizerstudy.engine.Engines}); it finds the {@link
 * org.optimizerstudy.engine.ComputeDevice}s that it can use on this machine, and a device opens a
 * {@link org.optimizerstudy.engine.Session} that trains one trial or several in lockstep. Each
 * engine has a package of its own below this one, and nothing outside that package knows its
 * libraries.
 */
package org.optimizerstudy.engine;
