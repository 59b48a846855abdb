/** The networks of the study as DL4J configurations of stock layers. */
package org.optimizerstudy.network;
