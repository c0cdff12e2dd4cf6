# A policy gradient for a bandit with four arms.
import numpy as np
import theano
import theano.tensor as T

floatX = theano.config.floatX
rng = np.random.RandomState(21)
chances = np.array([0.2, 0.5, 0.75, 0.4])

theta = theano.shared(np.zeros((1, 4), dtype=floatX), name='theta')
action, reward = T.iscalar('action'), T.scalar('reward')
policy = T.nnet.softmax(theta)[0]
baseline = theano.shared(np.cast[floatX](0.) if hasattr(np, 'cast') else np.float32(0.))
advantage = theano.gradient.disconnected_grad(reward - baseline)
entropy = -T.sum(policy * T.log(policy))
loss = -T.log(policy[action]) * advantage - 0.01 * entropy
learn = theano.function(
    [action, reward], entropy,
    updates=[(theta, theta - 0.2 * T.grad(loss, theta)),
             (baseline, 0.9 * baseline + 0.1 * reward)])
act = theano.function([], policy)

won = 0
for pull in range(120):
    chosen = int((np.cumsum(act()) > rng.uniform()).argmax())
    gain = float(rng.uniform() < chances[chosen])
    won += gain
    h = learn(chosen, gain)
    if pull % 30 == 29:
        print('%d pulls, won %d, entropy %.4f' % (pull + 1, won, h))
print(np.round(act(), 4), 'best:', int(act().argmax()))
