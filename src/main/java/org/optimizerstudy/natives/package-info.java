/**
 * The native libraries: the directory that they are unpacked to, the environment variables that
 * steer them, and the instructions of the processor that they run on. Checked before anything loads
 * them, since they ignore bad values, wait forever or end the process.
 */
package org.optimizerstudy.natives;
