//! Union–find over row numbers (Tarjan 1975), with path halving; the least member is the root,
//! so that the result does not depend on the order of the unions.

/// Disjoint sets of `0..len`.
#[derive(Clone, Debug)]
pub(crate) struct UnionFind {
    parents: Vec<u32>,
}

impl UnionFind {
    /// Every member alone.
    #[must_use]
    pub(crate) fn new(len: usize) -> Self {
        Self {
            parents: (0..len as u32).collect(),
        }
    }

    /// The root of a member's set: its least member.
    pub(crate) fn root(&mut self, member: u32) -> u32 {
        let mut at = member;
        while self.parents[at as usize] != at {
            let above = self.parents[at as usize];
            self.parents[at as usize] = self.parents[above as usize];
            at = self.parents[at as usize];
        }
        at
    }

    /// Unites two members' sets.
    pub(crate) fn unite(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other) as usize] = one.min(other);
    }

    /// The sets of at least two members, each in ascending order, in order of their least member.
    #[must_use]
    pub(crate) fn sets(mut self) -> Vec<Vec<u32>> {
        let roots: Vec<u32> = (0..self.parents.len() as u32)
            .map(|member| self.root(member))
            .collect();
        let mut sizes = vec![0_u32; roots.len()];
        for root in &roots {
            sizes[*root as usize] += 1;
        }
        let mut places = vec![u32::MAX; roots.len()];
        let mut sets: Vec<Vec<u32>> = Vec::new();
        for (member, root) in roots.iter().enumerate() {
            if sizes[*root as usize] < 2 {
                continue;
            }
            let place = &mut places[*root as usize];
            if *place == u32::MAX {
                *place = sets.len() as u32;
                sets.push(Vec::new());
            }
            sets[*place as usize].push(member as u32);
        }
        sets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_do_not_depend_on_the_order_of_unions() {
        let mut one = UnionFind::new(6);
        one.unite(4, 2);
        one.unite(2, 5);
        let mut other = UnionFind::new(6);
        other.unite(5, 2);
        other.unite(4, 5);
        assert_eq!(one.sets(), other.sets());
        assert_eq!(UnionFind::new(3).sets(), Vec::<Vec<u32>>::new());
    }
}
