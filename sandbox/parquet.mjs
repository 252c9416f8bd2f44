// Writes rows as Parquet for the tests, by another project's writer.
// usage: node parquet.mjs OUT CODEC < {"columns":[{"name","type","data":[…]}]}   (INT64 and DECIMAL data as text; null for no value)
// type is a BasicType of hyparquet-writer, or DECIMAL(precision,scale) over FIXED_LEN_BYTE_ARRAY.
import {readFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';
import {parquetWriteFile} from 'hyparquet-writer';

const [filename, codec] = process.argv.slice(2);
const {columns} = JSON.parse(readFileSync(0, 'utf8'));
const elements = columns.map(({name, type}) => {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  const element = {name, repetition_type: 'OPTIONAL'};
  if (decimal)
    return {...element, type: 'FIXED_LEN_BYTE_ARRAY', type_length: 17, converted_type: 'DECIMAL', precision: Number(decimal[1]),
      scale: Number(decimal[2])};
  if (type === 'STRING')
    return {...element, type: 'BYTE_ARRAY', converted_type: 'UTF8'};
  return {...element, type};
});

parquetWriteFile({
  filename,
  codec,
  compressors: {GZIP: bytes => gzipSync(bytes)},
  rowGroupSize: 1000,
  schema: [{name: 'root', num_children: elements.length}, ...elements],
  columnData: columns.map(({name, type, data}) => ({
    name,
    data: data.map(value => value !== null && /^(INT64|DECIMAL)/.test(type) ? BigInt(value) : value)
  }))
});
