/**
 * The route of the plan.
 */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../../root.ts';
import { PLAN_TEXTS } from '../../text/plan/index.ts';

const PlanPage = lazyRouteComponent(() => import('./plan-page.tsx'), 'PlanPage');

const plan = createRoute({
  getParentRoute: () => root,
  path: '/plan',
  loader: ({ context }) => Promise.all([PLAN_TEXTS(context.language), PlanPage.preload?.()]),
  component: PlanPage,
});

export const PLAN_ROUTES = [plan] as const;
