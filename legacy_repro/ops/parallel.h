// Loops whose steps run on several threads: one pool of them for all modules of the process.
//
// Threads that come late find nothing left to do, and nobody waits for them: a thread that the system
// has put aside does not hold up the others, as it would at the barrier of OpenMP.

#ifndef LEGACY_REPRO_PARALLEL_H
#define LEGACY_REPRO_PARALLEL_H

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>

#ifndef _WIN32
#include <unistd.h>
#endif

namespace parallel {

// A step of a loop: on which thread, and which one.
using Step = void (*)(void* context, int thread, npy_intp i);

// Modules share one, so its layout must not change without its name (below).
class Pool {
  public:
    const int threads;
    const long process;
    void (*const run)(Pool*, Step, void*, npy_intp);

    Pool(int threads, long process) : threads(threads), process(process), run(&Pool::run_loop) {
        try {
            for (int i = 1; i < threads; i++) std::thread([this, i] { work(i); }).detach();
        } catch (const std::system_error&) {  // no more threads are to be had: fewer do, too
        }
    }

  private:
    static constexpr int OPEN = 1 << 16, SPINS = 2000;

    Step step;
    void* context;
    npy_intp count;
    std::atomic<npy_intp> next{0};
    std::atomic<int> gate{0};  // OPEN while there is a loop to join, plus the threads inside
    std::atomic<long> loops{0}, asleep{0};
    std::mutex mutex, busy;
    std::condition_variable begun;

    static void run_loop(Pool* pool, Step step, void* context, npy_intp count) {
        const std::unique_lock<std::mutex> alone(pool->busy, std::try_to_lock);
        if (!alone || pool->threads == 1 || count == 1) {
            for (npy_intp i = 0; i < count; i++) step(context, 0, i);
            return;
        }
        pool->step = step, pool->context = context, pool->count = count, pool->next = 0;
        pool->gate = OPEN;
        pool->loops++;
        if (pool->asleep) {
            { const std::lock_guard<std::mutex> lock(pool->mutex); }
            pool->begun.notify_all();
        }
        pool->take_steps(0);
        pool->gate -= OPEN;
        while (pool->gate) std::this_thread::yield();
    }

    void take_steps(int thread) {
        for (npy_intp i; (i = next++) < count;) step(context, thread, i);
    }

    void work(int thread) {
        for (long seen = 0;;) {
            wait_for_loop_after(seen);
            seen = loops;
            int now = gate;
            while (now & OPEN)
                if (gate.compare_exchange_weak(now, now + 1)) {
                    take_steps(thread);
                    gate--;
                    break;
                }
        }
    }

    void wait_for_loop_after(long seen) {
        for (int i = 0; i < SPINS; i++) {
            if (loops != seen) return;
            std::this_thread::yield();
        }
        std::unique_lock<std::mutex> lock(mutex);
        asleep++;
        begun.wait(lock, [&] { return loops != seen; });
        asleep--;
    }
};

inline long process_id() {
#ifdef _WIN32
    return 0;
#else
    return getpid();
#endif
}

// The pool that legacy_repro.ops.thread_pool keeps, a new one after a fork, which leaves threads behind;
// null, with a Python exception set, if there can be none.
inline Pool* shared_pool() {
    static Pool* pool = nullptr;
    if (pool && pool->process == process_id()) return pool;
    constexpr const char* name = "legacy_repro.pool.1";
    PyObject* module = PyImport_ImportModule("legacy_repro.ops.thread_pool");
    PyObject* capsule = module ? PyObject_GetAttrString(module, "pool") : nullptr;
    if (capsule && PyCapsule_IsValid(capsule, name)) pool = (Pool*)PyCapsule_GetPointer(capsule, name);
    Py_XDECREF(capsule);
    if (capsule && (!pool || pool->process != process_id())) {
        PyObject* threads = PyObject_CallMethod(module, "count", nullptr);
        pool = threads ? new Pool(PyLong_AsLong(threads), process_id()) : nullptr;
        PyObject* made = pool ? PyCapsule_New(pool, name, nullptr) : nullptr;
        if (!made || PyObject_SetAttrString(module, "pool", made)) pool = nullptr;
        Py_XDECREF(made);
        Py_XDECREF(threads);
    }
    Py_XDECREF(module);
    return capsule ? pool : nullptr;
}

struct PoolError {};  // a Python exception is set

inline Pool& pool() {
    Pool* shared = shared_pool();
    if (!shared) throw PoolError();
    return *shared;
}

inline int threads() { return pool().threads; }

// Call body(thread, i) for each i < count, in any order; it must not throw.
template <typename Body>
void for_each(npy_intp count, const Body& body) {
    Pool& shared = pool();
    const Step step = [](void* context, int thread, npy_intp i) {
        (*(const Body*)context)(thread, i);
    };
    shared.run(&shared, step, (void*)&body, count);
}

// The first of `size` things that belongs to part i of `parts`.
inline npy_intp begin_of(npy_intp i, npy_intp parts, npy_intp size) { return i * size / parts; }

// Numbers that begin at a cache line, not yet set.
template <typename T>
class Buffer {
  public:
    explicit Buffer(npy_intp size = 0) : numbers(nullptr) {
        if (size) numbers = (T*)::operator new(size * sizeof(T), LINE);
    }
    Buffer(Buffer&& other) : numbers(other.numbers) { other.numbers = nullptr; }
    Buffer& operator=(Buffer&& other) {
        std::swap(numbers, other.numbers);
        return *this;
    }
    ~Buffer() {
        if (numbers) ::operator delete(numbers, LINE);
    }

    T* get() const { return numbers; }

  private:
    static constexpr std::align_val_t LINE{64};
    T* numbers;
};

}  // namespace parallel

#endif
