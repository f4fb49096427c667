/** Routing over the History API: `/`, `/r/{room}`, `/r/{room}/t/{ticket}`, `/r/{room}/report`, `…/plan`, `…/health`. */
export type Route =
  | { readonly screen: 'front' }
  | {
      readonly screen: 'room';
      readonly room: string;
      readonly ticket?: string;
      /** What the meetings came to; also where the read-only link leads. */
      readonly report?: true;
      /** The next meeting, as its lead plans it. */
      readonly plan?: true;
      /** The room, with the sheet that says how healthy its backlog is. */
      readonly health?: true;
    }
  | { readonly screen: 'nowhere' };

const roomPath = /^\/r\/([A-Za-z0-9_-]{22})(?:\/t\/([0-9a-f]{32})|\/(report|plan|health))?\/?$/;

export function parseRoute(path: string): Route {
  if (path === '/') return { screen: 'front' };
  const [, room, ticket, page] = roomPath.exec(path) ?? [];
  if (room === undefined) return { screen: 'nowhere' };
  return {
    screen: 'room',
    room,
    ...(ticket === undefined ? {} : { ticket }),
    ...(page === 'report' ? { report: true } : {}),
    ...(page === 'plan' ? { plan: true } : {}),
    ...(page === 'health' ? { health: true } : {}),
  };
}

export function pathOf(route: Route): string {
  if (route.screen !== 'room') return '/';
  if (route.report) return `/r/${route.room}/report`;
  if (route.plan) return `/r/${route.room}/plan`;
  if (route.health) return `/r/${route.room}/health`;
  return `/r/${route.room}${route.ticket === undefined ? '' : `/t/${route.ticket}`}`;
}

class Router {
  #route: Route = $state.raw(parseRoute(location.pathname));

  constructor() {
    addEventListener('popstate', () => (this.#route = parseRoute(location.pathname)));
  }

  get route(): Route {
    return this.#route;
  }

  go(route: Route, how: 'push' | 'replace' = 'push'): void {
    const path = pathOf(route);
    if (how === 'replace') history.replaceState(null, '', path);
    else if (path !== location.pathname) history.pushState(null, '', path);
    this.#route = route;
  }
}

export const router = new Router();
