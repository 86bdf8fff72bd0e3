import { linkTo, peoplePath } from '../app/router.ts';

interface PersonLinkProps {
  readonly community: string;
  readonly actor: string;
  readonly name: string;
}

/** A person's name, which leads to what is known of him. A mask is nobody: it leads nowhere. */
export const PersonLink = ({ community, actor, name }: PersonLinkProps) =>
  actor.includes('*') ? (
    <strong>{name}</strong>
  ) : (
    <a className="person-link" title={actor} {...linkTo(peoplePath(community, actor))}>
      {name}
    </a>
  );
