import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  EntityModel,
  type Instances,
  instanceBody,
  readState,
  toBody,
  type Value,
} from '#test/urbanos/model.ts';
import { ld, startEndpoint, type TestEndpoint } from '#test/urbanos/support.ts';
import type { Json, JsonObject } from '#urbanos/json.ts';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.dispose());

const id = fc.constantFrom('urn:m:1', 'urn:m:2', 'urn:m:3');
const name = fc.constantFrom('a', 'b');
const dataset = fc.constantFrom('', 'urn:d:1', 'urn:d:2');
const value: fc.Arbitrary<Value> = fc.dictionary(
  fc.constantFrom('x', 'y', 'z'),
  fc.integer({ min: 0, max: 9 }),
  { minKeys: 1 },
);
const instances: fc.Arbitrary<Instances> = fc
  .uniqueArray(fc.tuple(dataset, value), { minLength: 1, maxLength: 3, selector: ([key]) => key })
  .map((entries) => new Map(entries));
const attributes = fc
  .uniqueArray(fc.tuple(name, instances), { minLength: 1, maxLength: 2, selector: ([key]) => key })
  .map((entries) => new Map(entries));

type Step =
  | {
      kind:
        | 'create'
        | 'replace'
        | 'append'
        | 'appendOnly'
        | 'update'
        | 'merge'
        | 'upsertReplace'
        | 'upsertUpdate'
        | 'batchMerge';
      id: string;
      attributes: Map<string, Instances>;
    }
  | { kind: 'setPartial' | 'setWhole'; id: string; name: string; dataset: string; value: Value }
  | { kind: 'deleteInstance' | 'nullInstance'; id: string; name: string; dataset: string }
  | { kind: 'deleteAll'; id: string; name: string }
  | { kind: 'delete' | 'batchDelete'; id: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('create' as const), id, attributes }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'replace',
        'append',
        'appendOnly',
        'update',
        'merge',
        'upsertReplace',
        'upsertUpdate',
        'batchMerge',
      ),
      id,
      attributes,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('setPartial', 'setWhole'), id, name, dataset, value }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('deleteInstance', 'nullInstance'), id, name, dataset }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deleteAll' as const), id, name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('delete', 'batchDelete'), id }) },
);

/** Does the step on the endpoint and on the model; both statuses. */
async function perform(
  step: Step,
  model: EntityModel,
  tenant: string,
): Promise<[actual: number, expected: number]> {
  const send = async (method: string, path: string, body?: Json): Promise<number> =>
    (await endpoint.call(method, path, body, { 'ngsild-tenant': tenant })).status;
  const entity = ld(`/entities/${step.id}`);
  switch (step.kind) {
    case 'create':
      return [
        await send('POST', ld('/entities'), { id: step.id, type: 'M', ...toBody(step.attributes) }),
        model.create(step.id, step.attributes),
      ];
    case 'replace':
      return [
        await send('PUT', entity, { id: step.id, type: 'M', ...toBody(step.attributes) }),
        model.replace(step.id, step.attributes),
      ];
    case 'append':
      return [
        await send('POST', `${entity}/attrs`, toBody(step.attributes)),
        model.put(step.id, step.attributes, true),
      ];
    case 'appendOnly':
      return [
        await send('POST', `${entity}/attrs?options=noOverwrite`, toBody(step.attributes)),
        model.put(step.id, step.attributes, false),
      ];
    case 'update':
      return [
        await send('PATCH', `${entity}/attrs`, toBody(step.attributes)),
        model.put(step.id, step.attributes, true),
      ];
    case 'merge':
      return [await send('PATCH', entity, toBody(step.attributes)), model.merge(step.id, step.attributes)];
    case 'batchMerge': {
      const status = await send('POST', ld('/entityOperations/merge'), [
        { id: step.id, ...toBody(step.attributes) },
      ]);
      return [status, model.merge(step.id, step.attributes) === 404 ? 207 : 204];
    }
    case 'upsertReplace':
    case 'upsertUpdate': {
      const update = step.kind === 'upsertUpdate';
      const body: JsonObject = { id: step.id, type: 'M', ...toBody(step.attributes) };
      const status = await send('POST', ld('/entityOperations/upsert', update ? { options: 'update' } : {}), [
        body,
      ]);
      if (model.create(step.id, step.attributes) === 201) return [status, 201];
      return [
        status,
        update ? model.put(step.id, step.attributes, true) : model.replace(step.id, step.attributes),
      ];
    }
    case 'setPartial':
    case 'setWhole': {
      const method = step.kind === 'setPartial' ? 'PATCH' : 'PUT';
      const status = await send(
        method,
        `${entity}/attrs/${step.name}`,
        instanceBody(step.dataset, step.value),
      );
      return [status, model.setInstance(step.id, step.name, step.dataset, step.value)];
    }
    case 'deleteInstance': {
      const parameters = step.dataset === '' ? '' : `?datasetId=${encodeURIComponent(step.dataset)}`;
      return [
        await send('DELETE', `${entity}/attrs/${step.name}${parameters}`),
        model.deleteInstance(step.id, step.name, step.dataset),
      ];
    }
    case 'nullInstance': {
      const body = {
        [step.name]: {
          value: 'urn:ngsi-ld:null',
          ...(step.dataset === '' ? {} : { datasetId: step.dataset }),
        },
      };
      const known = model.entities.has(step.id);
      model.deleteInstance(step.id, step.name, step.dataset);
      return [await send('PATCH', entity, body), known ? 204 : 404];
    }
    case 'deleteAll':
      return [
        await send('DELETE', `${entity}/attrs/${step.name}?deleteAll=true`),
        model.deleteInstance(step.id, step.name, undefined),
      ];
    case 'delete':
      return [await send('DELETE', entity), model.delete(step.id)];
    case 'batchDelete':
      return [
        await send('POST', ld('/entityOperations/delete'), [step.id]),
        model.delete(step.id) === 204 ? 204 : 207,
      ];
  }
}

it('random sequences of operations leave the endpoint in the state of a simple model', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      run += 1;
      const tenant = `model-${run}`;
      await endpoint.call(
        'POST',
        ld('/entities'),
        { id: 'urn:m:other', type: 'Other' },
        { 'ngsild-tenant': tenant },
      );
      const model = new EntityModel();
      for (const each of steps) {
        const [actual, expected] = await perform(each, model, tenant);
        expect(actual, each.kind).toBe(expected);
      }
      const answer = await endpoint.call('GET', ld('/entities', { type: 'M' }), undefined, {
        'ngsild-tenant': tenant,
      });
      expect(readState(answer.list)).toEqual(model.state());
    }),
    { numRuns: 60 },
  );
});
