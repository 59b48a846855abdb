package org.optimizerstudy.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_binary_desc_t;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_matmul_desc_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One layer's connection to oneDNN: a CPU engine, a stream, and the owner of every memory object
 * and primitive created through it.
 *
 * <p>All of them are destroyed by {@link #close()}, or when this object is no longer reachable; the
 * arrays under them then go like any array that nobody holds. One thread uses it at a time;
 * different instances are independent.
 */
final class OneDnn implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int FLOATS_PER_CACHE_LINE = 16;

  private final Natives natives = new Natives();
  private final Cleaner.Cleanable cleanable = CLEANER.register(this, natives);
  private final List<INDArray> arrays = new ArrayList<>();
  private final dnnl_engine engine;
  private final dnnl_stream stream;

  /** Creates the engine and its stream. */
  OneDnn() {
    dnnl_engine newEngine = new dnnl_engine();
    check("dnnl_engine_create", dnnl_engine_create(newEngine, dnnl_cpu, 0));
    natives.add(() -> dnnl_engine_destroy(newEngine));
    dnnl_stream newStream = new dnnl_stream();
    check(
        "dnnl_stream_create", dnnl_stream_create(newStream, newEngine, dnnl_stream_default_flags));
    natives.add(() -> dnnl_stream_destroy(newStream));
    engine = newEngine;
    stream = newStream;
  }

  /** Throws when {@code status} is not success. */
  static void check(String call, int status) {
    if (status != dnnl_success) {
      throw new OneDnnException(call, status);
    }
  }

  /** A new array of zeros in the given layout, which {@link #close()} frees. */
  INDArray zeros(Layout layout) {
    return zeros(layout.shape());
  }

  /**
   * A new row-major array of zeros that starts on a cache line, so that vector loads do not
   * straddle lines. No workspace owns it.
   */
  INDArray zeros(long... shape) {
    long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      INDArray padded = Nd4j.create(DataType.FLOAT, length + FLOATS_PER_CACHE_LINE);
      arrays.add(padded);
      long misfit = padded.data().addressPointer().address() / Float.BYTES % FLOATS_PER_CACHE_LINE;
      long start = (FLOATS_PER_CACHE_LINE - misfit) % FLOATS_PER_CACHE_LINE;
      return padded.get(NDArrayIndex.interval(start, start + length)).reshape('c', shape);
    }
  }

  /** A tensor whose array is bound before each use. */
  Tensor tensor(Layout layout) {
    return tensor(layout.descriptor());
  }

  /** A row-major matrix of constants, rounded to floats. */
  Tensor constant(double[][] matrix) {
    INDArray array = zeros(matrix.length, matrix[0].length);
    array.assign(Nd4j.createFromArray(matrix));
    return tensor(Axis.matrix(matrix.length, matrix[0].length, matrix[0].length), array);
  }

  /** A tensor over {@code array}. */
  Tensor tensor(Layout layout, INDArray array) {
    return tensor(layout.descriptor(), array);
  }

  /** A tensor in a layout of oneDNN's choice, without memory. */
  Tensor tensor(dnnl_memory_desc_t layout) {
    dnnl_memory memory = new dnnl_memory();
    check("dnnl_memory_create", dnnl_memory_create(memory, layout, engine, null));
    natives.add(() -> dnnl_memory_destroy(memory));
    return new Tensor(this, memory, layout);
  }

  /** A tensor in that layout over {@code array}. */
  Tensor tensor(dnnl_memory_desc_t layout, INDArray array) {
    Tensor tensor = tensor(layout);
    tensor.bind(array);
    return tensor;
  }

  /** A zeroed tensor whose memory only oneDNN reads, in whatever layout it chose. */
  Tensor opaque(dnnl_memory_desc_t layout) {
    return opaque(layout, 1);
  }

  /** The same for the first of several parts, with memory for all. */
  Tensor opaque(dnnl_memory_desc_t layout, long parts) {
    long bytes = Math.multiplyExact(dnnl_memory_desc_get_size(layout), parts);
    return tensor(layout, zeros((bytes + Float.BYTES - 1) / Float.BYTES));
  }

  /** The tensor itself if it has the layout, else a copy that the steps get to make from it. */
  Tensor arranged(Tensor tensor, Layout wanted, List<Primitive> steps) {
    return arranged(tensor, wanted.descriptor(), () -> tensor(wanted, zeros(wanted)), steps);
  }

  /** The same in a layout of oneDNN's choice. */
  Tensor arranged(Tensor tensor, dnnl_memory_desc_t wanted, List<Primitive> steps) {
    return arranged(tensor, wanted, () -> opaque(wanted), steps);
  }

  private Tensor arranged(
      Tensor tensor, dnnl_memory_desc_t wanted, Supplier<Tensor> other, List<Primitive> steps) {
    if (tensor.hasLayout(wanted)) {
      return tensor;
    }
    Tensor copy = other.get();
    steps.add(reorder(tensor, copy));
    return copy;
  }

  /**
   * What a primitive may produce in the layout of its choice: the tensor itself if it has that,
   * else another one, which the steps get to copy to the tensor.
   */
  Tensor produced(dnnl_memory_desc_t layout, Tensor tensor, List<Primitive> steps) {
    if (tensor.hasLayout(layout)) {
      return tensor;
    }
    Tensor other = opaque(layout);
    steps.add(reorder(other, tensor));
    return other;
  }

  /**
   * A primitive descriptor; {@code hint} is the forward one for a backward operation, else null.
   */
  dnnl_primitive_desc describe(
      Pointer operation, dnnl_primitive_attr attributes, dnnl_primitive_desc hint) {
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    check(
        "dnnl_primitive_desc_create for " + operation.getClass().getSimpleName(),
        dnnl_primitive_desc_create(
            description, new const_dnnl_op_desc_t(operation), attributes, engine, hint));
    natives.add(() -> dnnl_primitive_desc_destroy(description));
    return description;
  }

  /** Attributes: scratch memory owned by us, and ReLU on the result if {@code rectified}. */
  dnnl_primitive_attr attributes(boolean rectified) {
    dnnl_post_ops operations = postOperations();
    if (rectified) {
      check(
          "dnnl_post_ops_append_eltwise",
          dnnl_post_ops_append_eltwise(operations, 1, dnnl_eltwise_relu, 0, 0));
    }
    return attributes(operations);
  }

  /** Attributes: scratch memory owned by us, and these operations on the result. */
  private dnnl_primitive_attr attributes(dnnl_post_ops operations) {
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    check("dnnl_primitive_attr_create", dnnl_primitive_attr_create(attributes));
    natives.add(() -> dnnl_primitive_attr_destroy(attributes));
    check(
        "dnnl_primitive_attr_set_scratchpad_mode",
        dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user));
    check(
        "dnnl_primitive_attr_set_post_ops",
        dnnl_primitive_attr_set_post_ops(attributes, operations));
    return attributes;
  }

  /** Operations on a result, none at first. */
  private dnnl_post_ops postOperations() {
    dnnl_post_ops operations = new dnnl_post_ops();
    check("dnnl_post_ops_create", dnnl_post_ops_create(operations));
    natives.add(() -> dnnl_post_ops_destroy(operations));
    return operations;
  }

  /**
   * The layout that a primitive wants for one of its tensors, e.g. {@code dnnl_query_weights_md};
   * it belongs to the description and lives as long.
   */
  static dnnl_memory_desc_t layout(dnnl_primitive_desc description, int query) {
    return dnnl_primitive_desc_query_md(description, query, 0);
  }

  /** Whether oneDNN has only its plain, unoptimised implementation for this. */
  static boolean isReference(dnnl_primitive_desc description) {
    try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
      check(
          "dnnl_primitive_desc_query for the implementation",
          dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, name));
      return name.get(BytePointer.class).getString().startsWith("ref");
    }
  }

  /** A primitive with its arguments ({@code DNNL_ARG_*} to tensor); scratch memory is added. */
  Primitive primitive(dnnl_primitive_desc description, Map<Integer, Tensor> arguments) {
    dnnl_primitive primitive = new dnnl_primitive();
    check("dnnl_primitive_create", dnnl_primitive_create(primitive, description));
    natives.add(() -> dnnl_primitive_destroy(primitive));
    Map<Integer, Tensor> all = new TreeMap<>(arguments);
    dnnl_memory_desc_t scratch = layout(description, dnnl_query_scratchpad_md);
    if (dnnl_memory_desc_get_size(scratch) > 0) {
      all.put(DNNL_ARG_SCRATCHPAD, opaque(scratch));
    }
    dnnl_exec_arg_t list = new dnnl_exec_arg_t(all.size());
    list.retainReference(); // survives a PointerScope that the caller may have open
    natives.add(list::releaseReference);
    int position = 0;
    for (Map.Entry<Integer, Tensor> argument : all.entrySet()) {
      list.getPointer(position++).arg(argument.getKey()).memory(argument.getValue().memory());
    }
    return new Primitive(this, primitive, list, List.copyOf(all.values()));
  }

  /** Copies {@code from} to {@code to}, changing the layout. */
  Primitive reorder(Tensor from, Tensor to) {
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    check(
        "dnnl_reorder_primitive_desc_create",
        dnnl_reorder_primitive_desc_create(
            description, from.layout(), engine, to.layout(), engine, attributes(false)));
    natives.add(() -> dnnl_primitive_desc_destroy(description));
    return primitive(description, Map.of(DNNL_ARG_FROM, from, DNNL_ARG_TO, to));
  }

  /**
   * {@code gradient = gradient * [y > 0]} in place: the derivative of ReLU, from its output y.
   *
   * <p>A comparison with zero and a product in one pass, over both tensors as vectors, since oneDNN
   * has fast code for a comparison with one number in row-major layouts only. Its own derivative of
   * ReLU takes 0.23 ns an element with data in the cache, and this 0.09 (Zen 4). A gradient that is
   * infinite or NaN becomes NaN where y is 0.
   */
  Primitive rectifierBackward(Tensor gradient, Tensor y) {
    dnnl_memory_desc_t vector = vector(y.layout()).descriptor();
    Layout number = Layout.rowMajor(1);
    dnnl_binary_desc_t comparison = new dnnl_binary_desc_t();
    check(
        "dnnl_binary_desc_init",
        dnnl_binary_desc_init(comparison, dnnl_binary_gt, vector, number.descriptor(), vector));
    dnnl_post_ops product = postOperations();
    check(
        "dnnl_post_ops_append_binary",
        dnnl_post_ops_append_binary(product, dnnl_binary_mul, vector));
    Tensor gradients = gradient.as(vector);
    return primitive(
        describe(comparison, attributes(product), null),
        Map.of(
            DNNL_ARG_SRC_0,
            y.as(vector),
            DNNL_ARG_SRC_1,
            tensor(number, zeros(number)),
            DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_SRC_1,
            gradients,
            DNNL_ARG_DST,
            gradients));
  }

  private static Layout vector(dnnl_memory_desc_t dense) {
    return Layout.rowMajor(dnnl_memory_desc_get_size(dense) / Float.BYTES);
  }

  /** What becomes of a product. */
  enum Product {
    /** {@code result = left * right}. */
    PLAIN,
    /** {@code result = result + left * right}. */
    ADDED,
    /** {@code result = max(left * right, 0)}. */
    RECTIFIED
  }

  /**
   * The product of two matrices, or of as many each.
   *
   * <p>A sum of up to 384 terms (512 in batches) is added up in order, by the same instructions on
   * every processor with AVX-512, whatever its caches.
   *
   * <p>Source: oneDNN {@code matmul}.
   */
  Primitive product(Tensor left, Tensor right, Tensor result, Product kind) {
    dnnl_matmul_desc_t operation = new dnnl_matmul_desc_t();
    check(
        "dnnl_matmul_desc_init",
        dnnl_matmul_desc_init(operation, left.layout(), right.layout(), null, result.layout()));
    return primitive(
        describe(operation, attributes(kind), null),
        Map.of(DNNL_ARG_SRC, left, DNNL_ARG_WEIGHTS, right, DNNL_ARG_DST, result));
  }

  private dnnl_primitive_attr attributes(Product kind) {
    if (kind != Product.ADDED) {
      return attributes(kind == Product.RECTIFIED);
    }
    dnnl_post_ops sum = postOperations();
    check("dnnl_post_ops_append_sum", dnnl_post_ops_append_sum(sum, 1));
    return attributes(sum);
  }

  /** {@code total = total + share}, element by element; both in one layout. */
  Primitive addition(Tensor total, Tensor share) {
    dnnl_binary_desc_t operation = new dnnl_binary_desc_t();
    check(
        "dnnl_binary_desc_init",
        dnnl_binary_desc_init(
            operation, dnnl_binary_add, total.layout(), share.layout(), total.layout()));
    return primitive(
        describe(operation, attributes(false), null),
        Map.of(DNNL_ARG_SRC_0, total, DNNL_ARG_SRC_1, share, DNNL_ARG_DST, total));
  }

  dnnl_stream stream() {
    return stream;
  }

  /**
   * Destroys everything created here; no tensor, primitive or array of this object may be used
   * again.
   */
  @Override
  public void close() {
    cleanable.clean();
    arrays.forEach(INDArray::close);
    arrays.clear();
  }

  /** Release actions, run once, last created first; refers to no {@link OneDnn}. */
  private static final class Natives implements Runnable {
    private final Deque<Runnable> releases = new ArrayDeque<>();

    void add(Runnable release) {
      releases.push(release);
    }

    @Override
    public void run() {
      while (!releases.isEmpty()) {
        releases.pop().run();
      }
    }
  }
}
