import type { FragmentDefinitionNode, GraphQLResolveInfo, SelectionSetNode } from "graphql";
import { Kind, getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective } from "graphql";

/** The fields asked for, by name; aliases of one field are merged. */
export interface Selection {
  readonly [field: string]: Selection;
}

/**
 * The selection below a resolver's field, following fragments and @skip/@include.
 * @param path fields to descend first, e.g. `["edges", "node"]` of a connection
 */
export function selectionOf(info: GraphQLResolveInfo, path: readonly string[] = []): Selection {
  const root: MutableSelection = {};
  for (const node of info.fieldNodes) if (node.selectionSet) collect(node.selectionSet, info, root);
  let here: Selection = root;
  for (const step of path) here = here[step] ?? {};
  return here;
}

/** Whether a field below the resolver was asked for. */
export function asksFor(info: GraphQLResolveInfo, field: string): boolean {
  return field in selectionOf(info);
}

interface MutableSelection {
  [field: string]: MutableSelection;
}

function collect(set: SelectionSetNode, info: GraphQLResolveInfo, into: MutableSelection): void {
  for (const node of set.selections) {
    if (!included(node, info)) continue;
    if (node.kind === Kind.FIELD) {
      if (node.name.value.startsWith("__")) continue;
      const below = (into[node.name.value] ??= {});
      if (node.selectionSet) collect(node.selectionSet, info, below);
    } else {
      const fragment: { selectionSet: SelectionSetNode } | undefined =
        node.kind === Kind.INLINE_FRAGMENT
          ? node
          : (info.fragments[node.name.value] as FragmentDefinitionNode | undefined);
      if (fragment) collect(fragment.selectionSet, info, into);
    }
  }
}

function included(node: SelectionSetNode["selections"][number], info: GraphQLResolveInfo): boolean {
  if (!node.directives?.length) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, info.variableValues);
  if (skip?.["if"] === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues);
  return include?.["if"] !== false;
}
