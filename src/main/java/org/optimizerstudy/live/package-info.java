/**
 * Live view of a run in a browser on the same machine. The page is served on loopback. The server
 * polls the results directory and writes nothing. Charts are drawn by the report's script.
 */
package org.optimizerstudy.live;
