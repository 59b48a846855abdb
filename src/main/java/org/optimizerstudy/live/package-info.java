/**
 * A run watched in a browser of the same machine: a page served on loopback that reads the results
 * directory again and again, and writes nothing. It draws with the report's script.
 */
package org.optimizerstudy.live;
