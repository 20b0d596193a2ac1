package dev.fieldmark.jobs.sweep.prune;

class NoPrunerTest implements PrunerContract {
    @Override
    public Pruner pruner() {
        return new NoPruner();
    }
}
